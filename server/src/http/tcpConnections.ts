// Limits the TCP connections per address: each costs memory and a file descriptor before it sends anything.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { limitKey } from '../platform/clientAddress.ts';
import { FairSlots } from '../limits/fairSlots.ts';
import type { Limiter } from '../limits/limiter.ts';

/** Emitted on the server with the socket of another server of the cluster: it carries many clients, and counts no longer. */
export const CLUSTER_PEER = 'clusterPeer';

/**
 * When an address has no room left, its oldest connection that is no WebSocket is closed: otherwise one machine could lock
 * out all others behind the address with silent connections.
 * @param trustedProxies whose connections are not counted, since each carries many clients.
 */
export function limitTcpConnections(
  server: Pick<Server, 'on'>,
  trustedProxies: string[],
  limiter: Limiter,
): void {
  const isTrusted = proxyAddr.compile(trustedProxies);
  const room = new FairSlots('tcpConnections', limiter);
  /** Remote ends of connections that became WebSockets, which browser/connectionGuard.ts limits. */
  const upgraded = new Set<string>();
  /** By remote end. */
  const slots = new Map<string, { release(): void }>();

  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isTrusted(remoteAddress, 0)) return;
    const remote = remoteOf(socket);
    const isIdle = () => !upgraded.has(remote);
    const slot = room.acquire(limitKey(remoteAddress), () => socket.destroy(), isIdle);
    if (slot === undefined) {
      socket.destroy();
      return;
    }
    slots.set(remote, slot);
    socket.once('close', () => {
      slot.release();
      slots.delete(remote);
      upgraded.delete(remote);
    });
  });

  server.on(CLUSTER_PEER, (socket: Socket) => slots.get(remoteOf(socket))?.release());

  server.on('upgrade', ({ socket }: IncomingMessage) => {
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && !isTrusted(remoteAddress, 0)) upgraded.add(remoteOf(socket));
  });
}

/** The same for a TCP connection and for the TLS socket on top of it. */
const remoteOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
