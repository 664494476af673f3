// A trunk by hand: it takes calls over UDP, TCP or TLS, and answers message by message what a test wants.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { WAIT_OPTIONS } from '../browser/page.ts';
import { waitFor } from '../waiting/waitFor.ts';
import { OFFER } from './sipPhone.ts';

export type TrunkProtocol = 'UDP' | 'TCP' | 'TLS';

/** A message, with the way back to whoever sent it. */
export interface AtTrunk {
  text: string;
  send(text: string): void;
}

export interface Answer {
  /** To tag; one phone has one. */
  tag?: string;
  sdp?: string;
  extra?: readonly string[];
  /** Default: the trunk's own. */
  contact?: string;
}

/** What whoever answers says: the telephone of `OFFER`. */
export const ANSWER = OFFER;

/** With the headers that a response repeats. */
export function responseTo(
  request: string,
  status: string,
  { tag, sdp = '', extra = [], contact = '' }: Answer,
): string {
  const keep = /^(?:Via|From|To|Call-ID|CSeq|Record-Route):.*$/gim;
  const lines = (request.match(keep) ?? []).map((line) =>
    tag !== undefined && /^to:/i.test(line) && !/;tag=/.test(line) ? `${line};tag=${tag}` : line,
  );
  return [
    `SIP/2.0 ${status}`,
    ...lines,
    `Contact: ${contact}`,
    ...extra,
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}

export class TestTrunk {
  readonly received: AtTrunk[] = [];
  /** Told of each message, once it is in `received`. */
  onMessage: (message: AtTrunk) => void = () => {};
  readonly protocol: TrunkProtocol;
  readonly port: number;
  /** TCP and TLS: how many connections there have been. */
  connectionCount = 0;
  readonly #sockets: Set<Socket>;
  readonly #close: () => void;

  private constructor(
    protocol: TrunkProtocol,
    port: number,
    sockets: Set<Socket>,
    close: () => void,
  ) {
    this.protocol = protocol;
    this.port = port;
    this.#sockets = sockets;
    this.#close = close;
  }

  /** @param tls for TLS */
  static async open(
    protocol: TrunkProtocol,
    tls?: { cert: string; key: string },
  ): Promise<TestTrunk> {
    if (protocol === 'UDP') {
      const socket = createSocket('udp4').bind(0, '127.0.0.1');
      await once(socket, 'listening');
      const { port } = socket.address();
      const trunk = new TestTrunk('UDP', port, new Set(), () => socket.close());
      socket.on('message', (bytes, from) =>
        trunk.#receive({
          text: bytes.toString('latin1'),
          send: (text) => socket.send(Buffer.from(text, 'latin1'), from.port, from.address),
        }),
      );
      return trunk;
    }
    const server: Server = protocol === 'TCP' ? createServer() : createTlsServer(tls ?? {});
    const sockets = new Set<Socket>();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trunk = new TestTrunk(protocol, port, sockets, () => server.close());
    server.on(protocol === 'TCP' ? 'connection' : 'secureConnection', (socket: Socket) => {
      trunk.connectionCount += 1;
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      let rest = '';
      socket.on('data', (bytes) => {
        rest += bytes.toString('latin1');
        for (;;) {
          const end = rest.indexOf('\r\n\r\n') + 4;
          const length = Number(/^Content-Length: (\d+)/im.exec(rest.slice(0, end))?.[1] ?? 0);
          if (end < 4 || rest.length < end + length) return;
          const text = rest.slice(0, end + length);
          rest = rest.slice(end + length);
          trunk.#receive({ text, send: (answer) => socket.write(answer, 'latin1') });
        }
      });
    });
    server.on('tlsClientError', (_error, socket: Socket) => socket.destroy());
    return trunk;
  }

  /** The message number `count` of that method. */
  async asked(method: string, count = 1): Promise<AtTrunk> {
    return waitFor(() => {
      const found = this.all(method)[count - 1];
      const seen = this.received.map(({ text }) => text.split('\r\n', 1)[0]).join(', ');
      if (found === undefined) throw new Error(`no ${method} number ${count}, but ${seen}`);
      return found;
    }, WAIT_OPTIONS);
  }

  all(method: string): AtTrunk[] {
    return this.received.filter(({ text }) => text.startsWith(`${method} `));
  }

  /** Answers a request; a response to an INVITE that makes a dialog has a tag. */
  respond({ text, send }: AtTrunk, status: string, answer: Answer = {}): void {
    send(this.response(text, status, answer));
  }

  response(request: string, status: string, answer: Answer = {}): string {
    return responseTo(request, status, { contact: this.contact, ...answer });
  }

  get contact(): string {
    return `<sip:phone@127.0.0.1:${this.port}>`;
  }

  /** A request within the call of that INVITE, as whoever answered with `tag` sends it. */
  within({ text, send }: AtTrunk, method: string, cseq: number, tag: string, body = ''): string {
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1] ?? '';
    const request = [
      `${method} sip:distansmote@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/${this.protocol} 127.0.0.1:${this.port};branch=z9hG4bK-${tag}-${cseq};rport`,
      'Max-Forwards: 70',
      `From: ${header('To').replace(/;tag=.*$/, '')};tag=${tag}`,
      `To: ${header('From')}`,
      `Call-ID: ${header('Call-ID')}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: ${this.contact}`,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
    send(request);
    return request;
  }

  /** TCP and TLS: as if the trunk were restarted. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  close(): void {
    this.dropConnections();
    this.#close();
  }

  #receive(message: AtTrunk): void {
    this.received.push(message);
    this.onMessage(message);
  }
}
