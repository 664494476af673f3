// How many TCP connections an address may hold to the HTTP server: each costs memory and a file descriptor before it has said a word.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { limitKey } from '../platform/clientAddress.ts';
import { FairRoom } from '../limits/fairRoom.ts';
import type { Limiter } from '../limits/limiter.ts';

/**
 * Where no room is left, the oldest that is no WebSocket makes some: else one machine keeps out all others behind its
 * address by connections that say nothing.
 * @param trustedProxies through which many come: theirs are not counted.
 */
export function limitTcpConnections(
  server: Pick<Server, 'on'>,
  trustedProxies: string[],
  limiter: Limiter,
): void {
  const isTrusted = proxyAddr.compile(trustedProxies);
  const room = new FairRoom('tcpConnections', limiter);
  /** Those that have become WebSockets, by their other end: of those Engine.IO's door decides (signalling/socketDoor.ts). */
  const upgraded = new Set<string>();

  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isTrusted(remoteAddress, 0)) return;
    const end = endOf(socket);
    const isIdle = () => !upgraded.has(end);
    const place = room.take(limitKey(remoteAddress), () => socket.destroy(), isIdle);
    if (place === undefined) {
      socket.destroy();
      return;
    }
    socket.once('close', () => {
      place.release();
      upgraded.delete(end);
    });
  });

  server.on('upgrade', ({ socket }: IncomingMessage) => {
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && !isTrusted(remoteAddress, 0)) upgraded.add(endOf(socket));
  });
}

/** The same for a TCP connection and for the TLS that goes through it. */
const endOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
