// How many TCP connections an address may hold to the HTTP server: each costs memory and a file descriptor before it has said a word.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { limitKey } from '../clientAddress.ts';
import type { Limiter } from '../limits/limiter.ts';

/** @param trustedProxies through which many come: theirs are not counted. */
export function limitTcpConnections(
  server: Pick<Server, 'on'>,
  trustedProxies: string[],
  limiter: Limiter,
): void {
  const isTrusted = proxyAddr.compile(trustedProxies);
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isTrusted(remoteAddress, 0)) return;
    try {
      const hold = limiter.acquire('tcpConnections', { address: limitKey(remoteAddress) });
      socket.once('close', () => hold.release());
    } catch {
      socket.destroy();
    }
  });
}
