// SIP over UDP: one socket for all, and what must be said again said again.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { type Flow, LONGEST_MESSAGE_BYTES, WIRE_ENCODING, replyPort } from './flow.ts';
import { type IpAccessPolicy, type Standing, plainAddress } from './ipAccessPolicy.ts';
import { Retransmissions } from './retransmission.ts';

export type MessageHandler = (text: string, flow: Flow, standing: Standing) => void;

const RECEIVE_BUFFER_BYTES = 4_194_304;

export class UdpSocket {
  readonly #socket: Socket;
  readonly #gate: IpAccessPolicy;
  readonly #onMessage: MessageHandler;
  readonly #retransmissions = new Retransmissions();
  #isClosed = false;

  private constructor(socket: Socket, gate: IpAccessPolicy, onMessage: MessageHandler) {
    this.#socket = socket;
    this.#gate = gate;
    this.#onMessage = onMessage;
    // As much as the kernel lets us have: a flood of others must not crowd out a trunk's.
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    socket.on('message', (bytes, from) => this.#receive(bytes, from));
    // An ICMP error of somebody's closed port: the timers find out.
    socket.on('error', () => {});
  }

  static async open(
    host: string | undefined,
    port: number,
    gate: IpAccessPolicy,
    onMessage: MessageHandler,
  ): Promise<UdpSocket> {
    const socket = await bound(host, port);
    return new UdpSocket(socket, gate, onMessage);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    this.#isClosed = true;
    this.#retransmissions.close();
    this.#socket.close();
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    const address = plainAddress(from.address);
    const standing = this.#gate.standingOf(address);
    if (standing === undefined || bytes.length > LONGEST_MESSAGE_BYTES) return;
    if (!this.#gate.mayRead(address, standing, 'packets')) return;
    const text = bytes.toString(WIRE_ENCODING).replace(/^[\r\n]+/, '');
    // Keep-alives: CRLF, or a few zero bytes.
    if (text.length < 16) return;
    this.#retransmissions.received(text);
    this.#onMessage(text, this.#flowTo(address, from, text), standing);
  }

  #flowTo(address: string, from: RemoteInfo, text: string): Flow {
    const port = text.startsWith('SIP/2.0 ') ? from.port : replyPort(text, from.port);
    const send = (packet: Buffer) => {
      if (!this.#isClosed) this.#socket.send(packet, port, from.address, () => {});
    };
    return {
      protocol: 'UDP',
      address,
      port,
      sendOnce: (answer) => send(Buffer.from(answer, WIRE_ENCODING)),
      send: (message) => {
        send(Buffer.from(message, WIRE_ENCODING));
        this.#retransmissions.sent(message, send);
        return Promise.resolve();
      },
      trust: () => this.#gate.trust(address),
    };
  }
}

/** Both kinds of addresses where there is IPv6. */
async function bound(host: string | undefined, port: number): Promise<Socket> {
  if (host !== undefined) return bind(createSocket(isIPv4(host) ? 'udp4' : 'udp6'), port, host);
  try {
    return await bind(createSocket('udp6'), port, '::');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw error;
    return bind(createSocket('udp4'), port, '0.0.0.0');
  }
}

async function bind(socket: Socket, port: number, host: string): Promise<Socket> {
  socket.bind(port, host);
  await once(socket, 'listening');
  return socket;
}
