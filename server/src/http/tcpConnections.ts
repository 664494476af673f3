// How many TCP connections an address may hold to the HTTP server: each costs memory and a file descriptor before it has said a word.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { limitKey } from '../clientAddress.ts';
import { type Hold, LimitExceeded, type Limiter } from '../limits/limiter.ts';

/**
 * Where an address has all that it may have, its oldest that is no WebSocket makes room: else one machine keeps out all
 * others behind the address by connections that say nothing.
 * @param trustedProxies through which many come: theirs are not counted.
 */
export function limitTcpConnections(
  server: Pick<Server, 'on'>,
  trustedProxies: string[],
  limiter: Limiter,
): void {
  const isTrusted = proxyAddr.compile(trustedProxies);
  /** By address, and there by their other end, in the order they came. */
  const plain = new Map<string, Map<string, { socket: Socket; hold: Hold }>>();

  function takeRoom(address: string): Hold | undefined {
    try {
      return limiter.acquire('tcpConnections', { address });
    } catch (error) {
      if (!(error instanceof LimitExceeded) || error.scope !== 'perAddress') return undefined;
      const [oldest] = plain.get(address) ?? [];
      if (oldest === undefined) return undefined;
      const [end, { socket, hold }] = oldest;
      forget(address, end);
      // At once: the socket says only later that it is closed.
      hold.release();
      socket.destroy();
      return takeRoom(address);
    }
  }

  function forget(address: string, end: string): void {
    const ofAddress = plain.get(address);
    ofAddress?.delete(end);
    if (ofAddress?.size === 0) plain.delete(address);
  }

  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isTrusted(remoteAddress, 0)) return;
    const address = limitKey(remoteAddress);
    const hold = takeRoom(address);
    if (hold === undefined) {
      socket.destroy();
      return;
    }
    const end = endOf(socket);
    const ofAddress = plain.get(address) ?? new Map<string, { socket: Socket; hold: Hold }>();
    plain.set(address, ofAddress.set(end, { socket, hold }));
    socket.once('close', () => {
      hold.release();
      forget(address, end);
    });
  });

  // Of those Engine.IO's door decides (signalling/socketDoor.ts).
  server.on('upgrade', ({ socket }: IncomingMessage) => {
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined) forget(limitKey(remoteAddress), endOf(socket));
  });
}

/** The same for a TCP connection and for the TLS that goes through it. */
const endOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
