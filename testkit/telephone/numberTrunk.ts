// A telephone trunk for tests, over UDP: hands each call of a server to the telephone with that number, and what follows in it.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const HOST = '127.0.0.1';

export class NumberTrunk {
  readonly #socket: Socket;
  /** Where telephones listen, by their numbers. */
  readonly #phones = new Map<string, number>();
  /** The servers' ports, by the branches of their transactions: several servers may ring at a time. */
  readonly #servers = new Map<string, number>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet, { port }) => this.#received(packet, port));
    socket.on('error', () => undefined);
  }

  static async open(): Promise<NumberTrunk> {
    const socket = createSocket('udp4');
    socket.bind(0, HOST);
    await once(socket, 'listening');
    return new NumberTrunk(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** The settings by which a server rings here. */
  get settings() {
    return { SIP_DIAL_OUT: `sip:${HOST}:${this.port}`, SIP_DIAL_OUT_FROM: '+46480445511' };
  }

  /** @param number E.164 */
  connect(number: string, sipPort: number): void {
    this.#phones.set(number, sipPort);
  }

  close(): void {
    this.#socket.close();
  }

  #received(packet: Buffer, port: number): void {
    const text = packet.toString('latin1');
    const [, branch = ''] = /^via:.*;branch=([^;\s]+)/im.exec(text) ?? [];
    if (text.startsWith('SIP/2.0')) return this.#send(packet, this.#servers.get(branch));
    this.#servers.set(branch, port);
    const [, method = '', user = ''] = /^([A-Z]+) sip:([^@;]+)@/.exec(text) ?? [];
    // In a call baresip is known by its number and an address in its memory.
    const phone = this.#phones.get(decodeURIComponent(user).replace(/-0x.*/, ''));
    if (phone !== undefined) this.#send(packet, phone);
    else if (method !== 'ACK') this.#send(notFound(text), port);
  }

  #send(packet: Buffer, port: number | undefined): void {
    if (port !== undefined) this.#socket.send(packet, port, HOST, () => undefined);
  }
}

/** RFC 3261 §8.2.6. */
function notFound(request: string): Buffer {
  const copied = request
    .split('\r\n')
    .filter((line) => /^(?:via|from|to|call-id|cseq):/i.test(line))
    .map((line) => (/^to:/i.test(line) && !/;tag=/i.test(line) ? `${line};tag=trunk` : line));
  const lines = ['SIP/2.0 404 Not Found', ...copied, 'Content-Length: 0', '', ''];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
