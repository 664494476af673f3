// Where SIP is taken, of these what is wanted: UDP and TCP on one port, TLS on the next.
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Protocol } from './flow.ts';
import { type Gate, plainAddress } from './gate.ts';
import type { SipSettings } from './sipSettings.ts';
import { StreamFlow } from './streamFlow.ts';
import { type MessageHandler, UdpSocket } from './udpSocket.ts';

/** Connections open at once, and those of them whom nobody knows yet. */
const MOST_CONNECTIONS = 1_000;
const MOST_OF_STRANGERS = 100;
const HANDSHAKE_MS = 10_000;

type Where = Pick<SipSettings, 'port' | 'host' | 'transports' | 'tls'>;
type Ports = Record<Protocol, number | undefined>;

export class SipSockets {
  readonly #gate: Gate;
  readonly #onMessage: MessageHandler;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Socket>();
  #strangers = 0;
  #udp: UdpSocket | undefined;

  constructor(gate: Gate, onMessage: MessageHandler) {
    this.#gate = gate;
    this.#onMessage = onMessage;
  }

  /** The ports that are listened on. Rejects when one of them cannot be had; what is open then must be closed. */
  async open({ port, host, transports, tls }: Where): Promise<Ports> {
    const ports: Ports = { UDP: undefined, TCP: undefined, TLS: undefined };
    if (transports.includes('udp')) {
      this.#udp = await UdpSocket.open(host, port, this.#gate, this.#onMessage);
      ports.UDP = this.#udp.port;
    }
    if (transports.includes('tcp'))
      ports.TCP = await this.#listen(createServer(), 'TCP', 'connection', port, host);
    if (tls === undefined || !transports.includes('tls')) return ports;
    const secure = createTlsServer({
      ...tls,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE_MS,
    });
    // A stranger does not even get as far as the handshake.
    secure.on('connection', (socket: Socket) => this.#admit(socket));
    secure.on('tlsClientError', (_error, socket) => socket.destroy());
    const tlsPort = port === 0 ? 0 : port + 1;
    ports.TLS = await this.#listen(secure, 'TLS', 'secureConnection', tlsPort, host);
    return ports;
  }

  close(): void {
    this.#udp?.close();
    for (const server of this.#servers) server.close();
    for (const socket of this.#connections) socket.destroy();
  }

  async #listen(
    server: Server,
    protocol: Protocol,
    event: string,
    port: number,
    host: string | undefined,
  ): Promise<number> {
    this.#servers.push(server);
    server.maxConnections = MOST_CONNECTIONS;
    server.on(event, (socket: Socket) => this.#connected(socket, protocol));
    server.listen(port, host);
    await once(server, 'listening');
    server.on('error', () => {});
    return (server.address() as AddressInfo).port;
  }

  /** Keeps count of it until it closes. */
  #admit(socket: Socket): boolean {
    socket.on('error', () => socket.destroy());
    const standing = this.#gate.standingOf(plainAddress(socket.remoteAddress ?? ''));
    if (
      standing === undefined ||
      (standing === 'stranger' && this.#strangers >= MOST_OF_STRANGERS)
    ) {
      socket.destroy();
      return false;
    }
    this.#connections.add(socket);
    if (standing === 'stranger') this.#strangers += 1;
    socket.once('close', () => {
      this.#connections.delete(socket);
      if (standing === 'stranger') this.#strangers -= 1;
    });
    return true;
  }

  #connected(socket: Socket, protocol: Protocol): void {
    if (protocol === 'TCP' && !this.#admit(socket)) return;
    // Of TLS the connection underneath has been counted.
    if (protocol === 'TLS') socket.on('error', () => socket.destroy());
    const address = plainAddress(socket.remoteAddress ?? '');
    const standing = this.#gate.standingOf(address);
    if (standing === undefined) return void socket.destroy();
    const flow = new StreamFlow(protocol, address, socket, {
      mayRead: () => this.#gate.mayRead(address, standing),
      trusted: () => this.#gate.trust(address),
      message: (text, from) => this.#onMessage(text, from, standing),
    });
    if (standing === 'stranger') flow.limitIdle();
  }
}
