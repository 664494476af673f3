// Where SIP is taken, of these what is wanted: UDP and TCP on one port, TLS on the next.
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { limitKey } from '../platform/clientAddress.ts';
import { FairSlots } from '../limits/fairSlots.ts';
import { type Hold, Limiter } from '../limits/limiter.ts';
import type { Protocol } from './flow.ts';
import { type IpAccessPolicy, plainAddress } from './ipAccessPolicy.ts';
import type { SipSettings } from './sipSettings.ts';
import { StreamFlow } from './streamFlow.ts';
import { type MessageHandler, UdpSocket } from './udpSocket.ts';

/** Connections open at once, of the trunk and of those who know the password. */
const MOST_CONNECTIONS = 1_000;
const HANDSHAKE_MS = 10_000;

type Where = Pick<SipSettings, 'port' | 'host' | 'transports' | 'tls'>;
type Ports = Record<Protocol, number | undefined>;

export class SipSockets {
  readonly #gate: IpAccessPolicy;
  readonly #onMessage: MessageHandler;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Socket>();
  /** For those whom nobody knows yet. */
  readonly #strangers = new FairSlots('sipStrangers', new Limiter());
  readonly #places = new Map<string, Pick<Hold, 'release'>>();
  #udp: UdpSocket | undefined;

  constructor(gate: IpAccessPolicy, onMessage: MessageHandler) {
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
    const address = plainAddress(socket.remoteAddress ?? '');
    const standing = this.#gate.standingOf(address);
    const isIn =
      standing === 'trunk' || (standing === 'stranger' && this.#takePlace(socket, address));
    if (!isIn) {
      socket.destroy();
      return false;
    }
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    return true;
  }

  /** Of those whom nobody knows yet: given back when it closes, or is known. */
  #takePlace(socket: Socket, address: string): boolean {
    if (!this.#gate.mayConnect(address)) return false;
    const end = endOf(socket);
    const place = this.#strangers.acquire(
      limitKey(address),
      () => socket.destroy(),
      () => true,
    );
    if (place === undefined) return false;
    this.#places.set(end, place);
    socket.once('close', () => {
      this.#places.delete(end);
      place.release();
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
    const place = this.#places.get(endOf(socket));
    const flow = new StreamFlow(protocol, address, socket, {
      mayRead: () => this.#gate.mayRead(address, standing, 'connections'),
      trusted: () => {
        this.#gate.trust(address);
        place?.release();
      },
      message: (text, from) => this.#onMessage(text, from, standing),
    });
    if (standing === 'stranger') flow.limitTime();
  }
}

/** The same for a TCP connection and for the TLS that goes through it. */
const endOf = ({ localPort, remoteAddress, remotePort }: Socket) =>
  `${localPort} ${remoteAddress} ${remotePort}`;
