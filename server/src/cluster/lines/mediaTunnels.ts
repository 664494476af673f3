// The main thread's end of the media tunnels: each mirrors ports of another server's loopback to this one's.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError } from '../../config/config.ts';
import { AskedThread } from '../../platform/askedThread.ts';
import type { Log } from '../../platform/log.ts';
import type {
  FromTunnelThread,
  ToTunnelThread,
  TunnelKey,
  TunnelOptions,
  TunnelThreadData,
} from './tunnelMessages.ts';

/** The thread gives up after 2 s by itself: after this long it is stuck. */
const ANSWER_MS = 3_000;

/** No media between this server and another: UDP does not get through, the thread died, or too many ports are in use. */
export class TunnelUnavailable extends Error {
  override name = 'TunnelUnavailable';
}

/**
 * What a local program sends to a stand-in arrives at the port that it stands for, and comes there from the stand-in of the
 * sender's port. What comes back is delivered to the sender for a minute after each packet, as if it had been allowed.
 */
export interface MediaTunnel {
  /**
   * Resolves once a probe has come back.
   * @throws TunnelUnavailable after 2 s, or closed.
   */
  readonly opened: Promise<void>;
  /**
   * The port of this loopback that stands for `remotePort` of the other server's: the same each time, unless it was unused for a
   * minute and 4,096 others were needed.
   * @throws TunnelUnavailable
   */
  standIn(remotePort: number): Promise<number>;
  /** From now on what the other server sends for this port of our loopback is delivered. */
  allow(localPort: number): void;
  disallow(localPort: number): void;
  /** Its stand-ins are closed; `onLost` is not called any more. */
  close(): void;
}

interface OpenTunnel {
  isOpen: boolean;
  opened: PromiseWithResolvers<void>;
  onLost: () => void;
}

export class MediaTunnels {
  readonly #thread: AskedThread<ToTunnelThread, FromTunnelThread>;
  readonly #tunnels = new Map<TunnelKey, OpenTunnel>();
  readonly #log: Log;
  /** Settled by the first start. */
  readonly #started = Promise.withResolvers<void>();
  /** What waits for the thread to listen; undefined while it does. */
  #outbox: ToTunnelThread[] | undefined = [];

  private constructor(data: TunnelThreadData, log: Log) {
    this.#log = log;
    this.#thread = new AskedThread(
      'mediaTunnels',
      { url: new URL('./mediaTunnelThread.ts', import.meta.url), data },
      { onMessage: (message) => this.#handle(message), onExit: () => this.#threadDied() },
      log,
    );
  }

  /**
   * @param address CLUSTER_ADDRESS. UDP is received on all addresses, at its port.
   * @throws ConfigError where that port is taken.
   */
  static async start({
    address,
    secret,
    log,
  }: {
    address: string;
    secret: string;
    log: Log;
  }): Promise<MediaTunnels> {
    const { port } = udpOf(address);
    const tunnels = new MediaTunnels({ port, secret }, log);
    tunnels.#thread.start();
    try {
      await tunnels.#started.promise;
    } catch (error) {
      await tunnels.stop();
      throw new ConfigError(
        `UDP port ${port} cannot be opened (${(error as Error).message}). It is that of CLUSTER_ADDRESS, ${address}, and ` +
          'carries telephones and room systems to meetings at other servers: free it, or set CLUSTER_ADDRESS and PORT to another.',
      );
    }
    return tunnels;
  }

  /**
   * @param options `peerAddress`: CLUSTER_ADDRESS of the other server, looked up now; `salt`: of what both ends have drawn for
   * this tunnel alone; `end`: which end this one is; `onLost`: called once, if it had opened: nothing sealed has come for 3 s,
   * or the thread died. It is closed then.
   */
  open({
    peerAddress,
    onLost,
    ...options
  }: {
    linkId: string;
    peerAddress: string;
    salt: string;
    end: TunnelOptions['end'];
    onLost: () => void;
  }): MediaTunnel {
    const tunnel = randomUUID() as string as TunnelKey;
    const opened = Promise.withResolvers<void>();
    // Whoever does not wait for it learns of it otherwise.
    opened.promise.catch(() => undefined);
    this.#tunnels.set(tunnel, { isOpen: false, opened, onLost });
    this.#post({ type: 'open', tunnel, options: { ...options, peer: udpOf(peerAddress) } });
    void pause(ANSWER_MS, undefined, { ref: false }).then(() => {
      if (this.#tunnels.get(tunnel)?.isOpen === false) this.#close(tunnel, 'no answer');
    });
    return {
      opened: opened.promise,
      standIn: async (remotePort) => {
        await opened.promise;
        return this.#standIn(tunnel, remotePort);
      },
      allow: (localPort) => this.#post({ type: 'allow', tunnel, localPort }),
      disallow: (localPort) => this.#post({ type: 'disallow', tunnel, localPort }),
      close: () => this.#close(tunnel, 'closed'),
    };
  }

  stop(): Promise<void> {
    for (const tunnel of this.#tunnels.keys()) this.#close(tunnel, 'closed');
    return this.#thread.stop({ type: 'stop' });
  }

  /** As if its thread had crashed. */
  terminateForTest(): Promise<void> {
    return this.#thread.terminateForTest();
  }

  async #standIn(tunnel: TunnelKey, remotePort: number): Promise<number> {
    if (!Number.isInteger(remotePort) || remotePort < 1 || remotePort > 65_535)
      throw new TunnelUnavailable('that is no port');
    const question = randomUUID();
    const asked = { type: 'standIn', tunnel, question, remotePort } as const;
    const answer = await this.#thread.ask(question, asked);
    if (answer?.type === 'standInOpened') return answer.port;
    throw new TunnelUnavailable(answer?.type === 'standInRefused' ? answer.reason : 'no answer');
  }

  #close(tunnel: TunnelKey, reason: string): void {
    const open = this.#tunnels.get(tunnel);
    if (open === undefined) return;
    this.#tunnels.delete(tunnel);
    open.opened.reject(new TunnelUnavailable(reason));
    this.#post({ type: 'close', tunnel });
  }

  #handle(message: FromTunnelThread): void {
    switch (message.type) {
      case 'listening':
        for (const waiting of this.#outbox ?? []) this.#thread.post(waiting);
        this.#outbox = undefined;
        this.#started.resolve();
        break;
      case 'portRefused':
        this.#log.error({ reason: message.reason }, 'the UDP port of CLUSTER_ADDRESS is taken');
        this.#started.reject(new Error(message.reason));
        break;
      case 'opened':
        this.#opened(message.tunnel);
        break;
      case 'refused':
        this.#close(message.tunnel, message.reason);
        break;
      case 'lost':
        this.#lost(message.tunnel);
        break;
      case 'standInOpened':
      case 'standInRefused':
        this.#thread.answered(message.question, message);
    }
  }

  #opened(tunnel: TunnelKey): void {
    const open = this.#tunnels.get(tunnel);
    if (open === undefined) return;
    open.isOpen = true;
    open.opened.resolve();
  }

  #lost(tunnel: TunnelKey): void {
    const open = this.#tunnels.get(tunnel);
    this.#close(tunnel, 'lost');
    if (open?.isOpen === true) open.onLost();
  }

  #post(message: ToTunnelThread): void {
    if (this.#outbox === undefined) this.#thread.post(message);
    else this.#outbox.push(message);
  }

  #threadDied(): void {
    this.#outbox = [];
    this.#started.reject(new Error('its thread died'));
    for (const tunnel of this.#tunnels.keys()) this.#lost(tunnel);
  }
}

/** Where UDP is sent for a CLUSTER_ADDRESS: the same host and port. */
function udpOf(address: string): TunnelOptions['peer'] {
  const { protocol, hostname, port } = new URL(address);
  const usual = protocol === 'https:' ? 443 : 80;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? usual : Number(port),
  };
}
