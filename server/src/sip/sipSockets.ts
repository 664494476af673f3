// The listening sockets of SIP: UDP and TCP on one port, TLS on the next, as configured.
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

/** Open at once, of the trunk and of authenticated peers. */
const MAX_CONNECTIONS = 1_000;
const HANDSHAKE_MS = 10_000;

type ListenSettings = Pick<SipSettings, 'port' | 'host' | 'transports' | 'tls'>;
type Ports = Record<Protocol, number | undefined>;

export class SipSockets {
  readonly #accessPolicy: IpAccessPolicy;
  readonly #onMessage: MessageHandler;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Socket>();
  /** Connections of peers that have not authenticated yet. */
  readonly #strangers = new FairSlots('sipStrangers', new Limiter());
  readonly #strangerHolds = new Map<string, Pick<Hold, 'release'>>();
  #udp: UdpSocket | undefined;

  constructor(accessPolicy: IpAccessPolicy, onMessage: MessageHandler) {
    this.#accessPolicy = accessPolicy;
    this.#onMessage = onMessage;
  }

  /** @returns the ports. @throws Error when one cannot be opened: then `close` the others. */
  async open({ port, host, transports, tls }: ListenSettings): Promise<Ports> {
    const ports: Ports = { UDP: undefined, TCP: undefined, TLS: undefined };
    if (transports.includes('udp')) {
      this.#udp = await UdpSocket.open(host, port, this.#accessPolicy, this.#onMessage);
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
    // Strangers over their limits are dropped before the handshake.
    secure.on('connection', (socket: Socket) => this.#admit(socket));
    secure.on('tlsClientError', (_error, socket) => socket.destroy());
    const tlsPort = port === 0 ? 0 : port + 1;
    ports.TLS = await this.#listen(secure, 'TLS', 'secureConnection', tlsPort, host);
    return ports;
  }

  /** Undefined where SIP over UDP is off. */
  get udp(): UdpSocket | undefined {
    return this.#udp;
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
    server.maxConnections = MAX_CONNECTIONS;
    server.on(event, (socket: Socket) => this.#connected(socket, protocol));
    server.listen(port, host);
    await once(server, 'listening');
    server.on('error', () => {});
    return (server.address() as AddressInfo).port;
  }

  /** Counts the connection until it closes. @returns false when it was refused. */
  #admit(socket: Socket): boolean {
    socket.on('error', () => socket.destroy());
    const address = plainAddress(socket.remoteAddress ?? '');
    const trustLevel = this.#accessPolicy.trustLevelOf(address);
    const isAdmitted =
      trustLevel === 'trunk' || (trustLevel === 'stranger' && this.#holdSlot(socket, address));
    if (!isAdmitted) {
      socket.destroy();
      return false;
    }
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    return true;
  }

  /** A stranger's slot is released when the connection closes, or is trusted. */
  #holdSlot(socket: Socket, address: string): boolean {
    if (!this.#accessPolicy.mayConnect(address)) return false;
    const end = endOf(socket);
    const hold = this.#strangers.acquire(
      limitKey(address),
      () => socket.destroy(),
      () => true,
    );
    if (hold === undefined) return false;
    this.#strangerHolds.set(end, hold);
    socket.once('close', () => {
      this.#strangerHolds.delete(end);
      hold.release();
    });
    return true;
  }

  #connected(socket: Socket, protocol: Protocol): void {
    if (protocol === 'TCP' && !this.#admit(socket)) return;
    // A TLS connection was counted when its TCP connection was.
    if (protocol === 'TLS') socket.on('error', () => socket.destroy());
    const address = plainAddress(socket.remoteAddress ?? '');
    const trustLevel = this.#accessPolicy.trustLevelOf(address);
    if (trustLevel === undefined) return void socket.destroy();
    const hold = this.#strangerHolds.get(endOf(socket));
    const flow = new StreamFlow(protocol, address, socket, {
      mayRead: () => this.#accessPolicy.mayRead(address, trustLevel, 'connections'),
      onTrusted: () => {
        this.#accessPolicy.trust(address);
        hold?.release();
      },
      onMessage: (text, from) => this.#onMessage(text, from, trustLevel),
    });
    if (trustLevel === 'stranger') flow.limitTime();
  }
}

/** The same for a TCP connection and the TLS connection over it. */
const endOf = ({ localPort, remoteAddress, remotePort }: Socket) =>
  `${localPort} ${remoteAddress} ${remotePort}`;
