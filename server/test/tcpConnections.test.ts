// TCP connections that send nothing: an address has a limit, and everybody else is served.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { limitTcpConnections } from '../src/http/tcpConnections.ts';
import { Limiter } from '../src/limits/limiter.ts';
import { HELD } from '../src/limits/limits.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function startServer(trustedProxies: string[]): Promise<{ port: number; limiter: Limiter }> {
  const limiter = new Limiter();
  const server = createServer((_request, response) => response.end('here'));
  limitTcpConnections(server, trustedProxies, limiter);
  server.on('upgrade', (_request, socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
  );
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, limiter };
}

/** From its own address: all of 127.0.0.0/8 is this machine. */
async function open(port: number, localAddress: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function isServed(socket: Socket): Promise<boolean> {
  socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  const said = await Promise.race([
    once(socket, 'data').then(([data]) => String(data)),
    once(socket, 'close').then(() => ''),
  ]);
  return said.includes('here');
}

test('over the limit the oldest connection of an address is closed, except WebSockets, and other addresses are served', async () => {
  const { port, limiter } = await startServer([]);
  // All but the last few are there, as far as the count says.
  const others = limiter.acquire(
    'tcpConnections',
    { address: '127.0.0.1' },
    HELD.tcpConnections.perAddress - 3,
  );
  const webSocket = await open(port, '127.0.0.1');
  webSocket.write(
    'GET / HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  expect(String((await once(webSocket, 'data'))[0])).toContain(' 101 ');
  const silent = await open(port, '127.0.0.1');
  const newer = await open(port, '127.0.0.1');
  const closed = once(silent, 'close');
  expect(await isServed(await open(port, '127.0.0.1'))).toBe(true);
  await closed;
  expect(await isServed(await open(port, '127.0.0.2'))).toBe(true);
  expect(await isServed(newer)).toBe(true);
  expect(webSocket.destroyed).toBe(false);
  expect(limiter.heldBy('tcpConnections', { address: '127.0.0.1' })).toBe(
    HELD.tcpConnections.perAddress,
  );
  others.release();
});

test('a trusted proxy, through which everybody connects, is exempt', async () => {
  const { port, limiter } = await startServer(['127.0.0.1']);
  limiter.acquire('tcpConnections', { address: '127.0.0.1' }, HELD.tcpConnections.perAddress);
  expect(await isServed(await open(port, '127.0.0.1'))).toBe(true);
});
