// Requests over HTTP without end: by one connection that reads nothing, and by one address; everybody else is served.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { limitRequests } from '../src/http/requestFloods.ts';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { PATIENCE } from './support/page.ts';
import { startTestServer } from './support/testServer.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function open(port: number, options: Partial<TcpNetConnectOpts> = {}): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', ...options });
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

const asking = (path: string, times: number) =>
  `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`.repeat(times);

/** All that it has answered, when it has been quiet for a while or has closed the connection. */
async function answersOf(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (data) => (said += String(data)));
  await vi.waitFor(async () => {
    const before = said;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (said === '' || said !== before) throw new Error('not yet');
  }, PATIENCE);
  return said;
}

test('a connection that asks on and on and reads nothing is closed, for the API and for sockets', async () => {
  const server = await startTestServer();
  try {
    for (const path of ['/api/openapi.json', '/', '/socket.io/?EIO=4&transport=polling']) {
      const socket = await open(server.port);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(asking(path, 1_500));
      await closed;
    }
    const others = await open(server.port);
    others.write(asking('/health', 5));
    expect((await answersOf(others)).match(/"ready"/g)).toHaveLength(5);
  } finally {
    await server.stop();
  }
});

test('a WebSocket asked for elsewhere is closed, also when the client never closes its own side', async () => {
  const server = await startTestServer();
  try {
    const socket = await open(server.port, { allowHalfOpen: true });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    socket.write(
      'GET /a HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    await once(socket, 'end');
    // Answered by a reset where nobody is left to read it.
    const writing = setInterval(() => socket.write('x'), 20);
    await closed;
    clearInterval(writing);
  } finally {
    await server.stop();
  }
});

test('an address that has spent its requests is told so by 429, and another is served', async () => {
  const limiter = new Limiter();
  const server = createServer((_request, response) => response.end('here'));
  limitRequests(server, { addressOf: ({ socket }) => socket.remoteAddress ?? '', limiter });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  limiter.consume('httpRequests', { address: '127.0.0.1' }, RATES.httpRequests.perAddress.burst);
  limiter.charge(
    'httpRequests',
    { address: '127.0.0.1' },
    10 * RATES.httpRequests.perAddress.perSecond,
  );
  const flooder = await open(port);
  flooder.write(asking('/', 1));
  const refused = await answersOf(flooder);
  expect(refused).toContain(' 429 ');
  expect(refused).toContain('"title":"tooFast"');
  expect(refused).toMatch(/Retry-After: \d+/);
  const other = await open(port, { localAddress: '127.0.0.2' });
  other.write(asking('/', 1));
  expect(await answersOf(other)).toContain('here');
});
