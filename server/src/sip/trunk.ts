// The trunk by which calls are made: where it is, and the one connection to it over TCP or TLS, which is opened when needed.
import { type Socket, connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Flow, Protocol } from './flow.ts';
import type { IpAccessPolicy } from './ipAccessPolicy.ts';
import { plainAddress } from './ipAccessPolicy.ts';
import type { DialOutSettings, SipSettings } from './sipSettings.ts';
import { StreamFlow } from './streamFlow.ts';
import { type TrunkAddress, trunkAddresses } from './trunkAddresses.ts';
import type { MessageHandler, UdpSocket } from './udpSocket.ts';

/** For the name and the connection together: whoever rings sees for so long that nothing happens. */
const REACH_MS = 8_000;
/** With no call: longer than the last transaction of one (64 × T1). */
const IDLE_MS = 60_000;
const MAX_ADDRESSES = 4;

/** What it says is for the log: no number, no password. */
export class TrunkUnreachable extends Error {
  override name = 'TrunkUnreachable';
}

export interface TrunkDeps {
  settings: DialOutSettings;
  /** Ours, shown to a trunk that asks for it. */
  tls: SipSettings['tls'];
  /** Undefined where SIP over UDP is off. */
  udp: UdpSocket | undefined;
  accessPolicy: IpAccessPolicy;
  onMessage: MessageHandler;
}

export class Trunk {
  readonly #deps: TrunkDeps;
  readonly #connection: TrunkConnection;

  constructor(deps: TrunkDeps) {
    this.#deps = deps;
    this.#connection = new TrunkConnection(deps);
  }

  get settings(): DialOutSettings {
    return this.#deps.settings;
  }

  /** @throws TrunkUnreachable */
  async reach(): Promise<Flow> {
    const { settings, udp, accessPolicy } = this.#deps;
    if (settings.protocol !== 'UDP') {
      await this.#connection.open();
      return this.#connection;
    }
    if (udp === undefined) throw new TrunkUnreachable('SIP over UDP is off');
    const [first] = await inTime(trunkAddresses(settings), 'its name is not resolved in time');
    const usable = first && udp.flowTo(first.address, first.port);
    if (usable === undefined) throw new TrunkUnreachable('its name has no usable address');
    accessPolicy.expect(usable.address);
    return usable;
  }

  /**
   * A call uses it from now on.
   * @param onLost the connection has closed
   * @returns for the end of the call
   */
  hold(onLost: () => void): () => void {
    return this.#connection.hold(onLost);
  }

  close(): void {
    this.#connection.close();
  }
}

/** To sip.js one flow, whatever becomes of the connection: what is sent opens a new one if there is none. */
class TrunkConnection implements Flow {
  readonly protocol: Protocol;
  address = '';
  port = 0;
  readonly #deps: TrunkDeps;
  readonly #holders = new Set<() => void>();
  #open: { socket: Socket; stream: StreamFlow } | undefined;
  #opening: Promise<void> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(deps: TrunkDeps) {
    this.#deps = deps;
    this.protocol = deps.settings.protocol;
  }

  /** @throws TrunkUnreachable */
  open(): Promise<void> {
    if (this.#open?.socket.writable === true) return Promise.resolve();
    this.#opening ??= this.#connect().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async send(text: string): Promise<void> {
    // At once if it can be, so that messages keep their order.
    if (this.#open?.socket.writable !== true) await this.open();
    this.#open?.stream.sendOnce(text);
  }

  sendOnce(text: string): void {
    this.send(text).catch(() => undefined);
  }

  trust(): void {
    // It was we who called.
  }

  hold(onLost: () => void): () => void {
    // Each its own, also where two have the same.
    const holder = () => onLost();
    this.#holders.add(holder);
    clearTimeout(this.#idle);
    return () => {
      if (!this.#holders.delete(holder) || this.#holders.size > 0) return;
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => this.#open?.socket.destroy(), IDLE_MS).unref();
    };
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    this.#open?.socket.destroy();
  }

  async #connect(): Promise<void> {
    const until = performance.now() + REACH_MS;
    const addresses = await inTime(
      trunkAddresses(this.#deps.settings),
      'its name is not resolved in time',
    );
    let reason = 'its name has no address';
    for (const address of addresses.slice(0, MAX_ADDRESSES)) {
      const left = until - performance.now();
      if (left <= 0 || this.#isClosed) break;
      try {
        return this.#opened(await this.#connectTo(address, left));
      } catch (error) {
        reason = reasonOf(error);
      }
    }
    throw new TrunkUnreachable(reason);
  }

  async #connectTo({ address, port }: TrunkAddress, withinMs: number): Promise<Socket> {
    const { settings, tls } = this.#deps;
    const { host, ca } = settings;
    const isSecure = this.protocol === 'TLS';
    const socket: Socket = isSecure
      ? connectTls({
          host: address,
          port,
          // What the certificate must be for.
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(tls !== undefined && { cert: tls.cert, key: tls.key }),
          ...(ca !== undefined && { ca }),
          minVersion: 'TLSv1.2',
        })
      : connect({ host: address, port });
    const connected = new Promise<Socket>((resolve, reject) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => resolve(socket));
      socket.once('error', reject);
      socket.once('close', () => reject(new TrunkUnreachable('it closes the connection')));
    });
    try {
      return await inTime(connected, 'no connection in time', withinMs);
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  #opened(socket: Socket): void {
    const { accessPolicy, onMessage } = this.#deps;
    const address = plainAddress(socket.remoteAddress ?? '');
    socket.on('error', () => socket.destroy());
    if (this.#isClosed) return void socket.destroy();
    this.address = address;
    this.port = socket.remotePort ?? 0;
    accessPolicy.expect(address);
    const stream = new StreamFlow(this.protocol, address, socket, {
      mayRead: () => accessPolicy.mayRead(address, 'trunk', 'connections'),
      onTrusted: () => undefined,
      // That we have called it lets it in no further than its address does.
      onMessage: (text) => onMessage(text, this, accessPolicy.trustLevelOf(address) ?? 'stranger'),
    });
    this.#open = { socket, stream };
    socket.once('close', () => {
      if (this.#open?.socket === socket) this.#open = undefined;
      for (const holder of this.#holders) holder();
    });
  }
}

/** @throws TrunkUnreachable after that time */
async function inTime<T>(promise: Promise<T>, reason: string, withinMs = REACH_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TrunkUnreachable(reason)), withinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (error) {
    throw error instanceof TrunkUnreachable ? error : new TrunkUnreachable(reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

/** The code alone: a message may quote what was received. */
function reasonOf(error: unknown): string {
  if (error instanceof TrunkUnreachable) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `not reached (${code})`;
}
