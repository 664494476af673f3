// SIP over UDP: one socket for all peers, with retransmissions.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { type Flow, MAX_MESSAGE_BYTES, WIRE_ENCODING, replyPort } from './flow.ts';
import { type IpAccessPolicy, type TrustLevel, plainAddress } from './ipAccessPolicy.ts';
import { Retransmissions } from './retransmission.ts';

export type MessageHandler = (text: string, flow: Flow, trustLevel: TrustLevel) => void;

const RECEIVE_BUFFER_BYTES = 4_194_304;

export class UdpSocket {
  readonly #socket: Socket;
  readonly #accessPolicy: IpAccessPolicy;
  readonly #onMessage: MessageHandler;
  readonly #retransmissions = new Retransmissions();
  #isClosed = false;

  private constructor(socket: Socket, accessPolicy: IpAccessPolicy, onMessage: MessageHandler) {
    this.#socket = socket;
    this.#accessPolicy = accessPolicy;
    this.#onMessage = onMessage;
    // As large as the kernel allows: a flood must not crowd out the trunk's messages.
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    socket.on('message', (bytes, from) => this.#receive(bytes, from));
    // ICMP errors of closed ports: the transactions time out.
    socket.on('error', () => {});
  }

  static async open(
    host: string | undefined,
    port: number,
    accessPolicy: IpAccessPolicy,
    onMessage: MessageHandler,
  ): Promise<UdpSocket> {
    const socket = await bound(host, port);
    return new UdpSocket(socket, accessPolicy, onMessage);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** For calls that we make. @returns undefined for an address of the other IP version than the socket's. */
  flowTo(address: string, port: number): Flow | undefined {
    const isDualStack = this.#socket.address().family === 'IPv6';
    const plain = plainAddress(address);
    if (isIPv4(plain)) return this.#flow(plain, port, isDualStack ? `::ffff:${plain}` : plain);
    return isDualStack ? this.#flow(plain, port, plain) : undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#retransmissions.close();
    this.#socket.close();
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    const address = plainAddress(from.address);
    const trustLevel = this.#accessPolicy.trustLevelOf(address);
    if (trustLevel === undefined || bytes.length > MAX_MESSAGE_BYTES) return;
    if (!this.#accessPolicy.mayRead(address, trustLevel, 'packets')) return;
    const text = bytes.toString(WIRE_ENCODING).replace(/^[\r\n]+/, '');
    // Keep-alives: CRLF, or a few zero bytes.
    if (text.length < 16) return;
    this.#retransmissions.received(text);
    this.#onMessage(text, this.#replyFlow(address, from, text), trustLevel);
  }

  #replyFlow(address: string, from: RemoteInfo, text: string): Flow {
    const port = text.startsWith('SIP/2.0 ') ? from.port : replyPort(text, from.port);
    return this.#flow(address, port, from.address);
  }

  /** @param to the address as the socket writes it */
  #flow(address: string, port: number, to: string): Flow {
    const send = (packet: Buffer) => {
      if (!this.#isClosed) this.#socket.send(packet, port, to, () => {});
    };
    return {
      protocol: 'UDP',
      address,
      port,
      sendOnce: (answer) => send(Buffer.from(answer, WIRE_ENCODING)),
      send: (message) => {
        send(Buffer.from(message, WIRE_ENCODING));
        this.#retransmissions.add(message, send);
        return Promise.resolve();
      },
      trust: () => this.#accessPolicy.trust(address),
    };
  }
}

/** Dual-stack where there is IPv6. */
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
