// All of this server's ends of media tunnels, on one UDP port.
import type { RtpSocket } from '../../rtp/rtpPorts.ts';
import { idOf } from './sealing.ts';
import { MAX_DATAGRAM_BYTES, TunnelEnd } from './tunnelEnd.ts';
import type {
  FromTunnelThread,
  ToTunnelThread,
  TunnelKey,
  TunnelOptions,
} from './tunnelMessages.ts';

/** Two for each other server, of at most a few hundred. */
const MAX_TUNNELS = 1_024;

export class TunnelEngine {
  readonly #socket: RtpSocket;
  readonly #secret: string;
  readonly #report: (message: FromTunnelThread) => void;
  readonly #ends = new Map<TunnelKey, TunnelEnd>();
  readonly #endsById = new Map<number, TunnelEnd>();

  /** @param socket closed by `stop`. */
  constructor(socket: RtpSocket, secret: string, report: (message: FromTunnelThread) => void) {
    this.#socket = socket;
    this.#secret = secret;
    this.#report = report;
    socket.listen((datagram) => {
      // Before any cryptography: garbage costs a look-up in a map.
      const id = idOf(datagram);
      if (id === undefined || datagram.length > MAX_DATAGRAM_BYTES) return;
      this.#endsById.get(id)?.receive(datagram);
    });
  }

  handle(message: ToTunnelThread): void {
    switch (message.type) {
      case 'open':
        this.#open(message.tunnel, message.options);
        break;
      case 'standIn':
        void this.#standIn(message);
        break;
      case 'allow':
        this.#ends.get(message.tunnel)?.allow(message.localPort);
        break;
      case 'disallow':
        this.#ends.get(message.tunnel)?.disallow(message.localPort);
        break;
      case 'close':
        this.#close(message.tunnel);
        break;
      case 'stop':
        for (const tunnel of this.#ends.keys()) this.#close(tunnel);
        this.#socket.close();
    }
  }

  #open(tunnel: TunnelKey, options: TunnelOptions): void {
    const refuse = (reason: string) => {
      this.#close(tunnel);
      this.#report({ type: 'refused', tunnel, reason });
    };
    if (this.#ends.size >= MAX_TUNNELS) return refuse('too many tunnels');
    const send = this.#socket.send.bind(this.#socket);
    const end = new TunnelEnd(options, this.#secret, send, {
      onOpened: () => this.#report({ type: 'opened', tunnel }),
      onRefused: refuse,
      onLost: () => {
        this.#close(tunnel);
        this.#report({ type: 'lost', tunnel });
      },
    });
    if (this.#endsById.has(end.id)) return refuse('it is open already');
    this.#ends.set(tunnel, end);
    this.#endsById.set(end.id, end);
    void end.open();
  }

  async #standIn({
    tunnel,
    question,
    remotePort,
  }: Extract<ToTunnelThread, { type: 'standIn' }>): Promise<void> {
    try {
      const end = this.#ends.get(tunnel);
      if (end === undefined) throw new Error('the tunnel is closed');
      const port = await end.standIn(remotePort);
      this.#report({ type: 'standInOpened', question, port });
    } catch (error) {
      const { message: reason } = error as Error;
      this.#report({ type: 'standInRefused', question, reason });
    }
  }

  #close(tunnel: TunnelKey): void {
    const end = this.#ends.get(tunnel);
    if (end === undefined) return;
    this.#ends.delete(tunnel);
    this.#endsById.delete(end.id);
    end.close();
  }
}
