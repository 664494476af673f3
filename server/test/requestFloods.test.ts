// Endless HTTP requests, over one connection that reads nothing or from one address; everybody else is served.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { limitRequests } from '../src/http/requestFloods.ts';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

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

/** Everything it has received, once that has all that is expected. */
async function answersOf(socket: Socket, ...expected: RegExp[]): Promise<string> {
  let said = '';
  socket.on('data', (data) => (said += String(data)));
  await vi.waitFor(() => {
    for (const one of expected) expect(said).toMatch(one);
  }, WAIT_OPTIONS);
  return said;
}

test('a connection that keeps sending requests without reading is closed, for the API and for sockets', async () => {
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
    expect((await answersOf(others, /(?:"ready"[^]*){5}/)).match(/"ready"/g)).toHaveLength(5);
  } finally {
    await server.stop();
  }
});

test('responses that Node makes by itself do not allow endless requests either', async () => {
  const server = await startTestServer();
  try {
    for (const request of [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: here\r\nExpect: anything\r\n\r\n',
    ]) {
      const socket = await open(server.port);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      let said = '';
      socket.on('data', (data) => (said += String(data)));
      socket.write(request.repeat(1_500));
      // Ends by itself if it is answered completely.
      socket.end();
      await closed;
      expect(said.match(/HTTP\/1\.1 4/g) ?? []).toHaveLength(0);
    }
    const honest = await open(server.port);
    honest.write(
      'POST /api/session HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 2\r\n' +
        'Content-Type: application/json\r\n\r\n{}',
    );
    await answersOf(honest, / 100 Continue[^]* 400 /);
  } finally {
    await server.stop();
  }
});

test('headers and URLs with thousands of members are refused before they are parsed', async () => {
  const server = await startTestServer();
  const answerTo = async (path: string, header = '') => {
    const socket = await open(server.port);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n${header}\r\n`);
    return (await answersOf(socket, /\r\n/)).split('\r\n')[0];
  };
  const names = (times: number) => Array.from({ length: times }, (_, at) => at.toString(36));
  try {
    for (const [path, header] of [
      ['/health', `X-Forwarded-For: ${'::1,'.repeat(3_000)}::1\r\n`],
      ['/health', `Cookie: ${names(2_000).join('=;')}\r\n`],
      ['/', `If-None-Match: ${'W/,'.repeat(4_000)}\r\n`],
      ['/api/meetings/123456789', `entrant: ${names(2_000).join('&')}\r\n`],
      [`/health?${names(2_000).join('&')}`],
    ] as const) {
      expect(await answerTo(path, header)).toBe('HTTP/1.1 431 Request Header Fields Too Large');
    }
    const cookies = names(180).map((name) => `${name}=${'x'.repeat(40)}`);
    expect(await answerTo('/health', `Cookie: ${cookies.join('; ')}\r\n`)).toBe('HTTP/1.1 200 OK');
  } finally {
    await server.stop();
  }
});

test('a body in thousands of chunks ends the connection, even where nobody reads it', async () => {
  const server = await startTestServer();
  const send = async (method: string, path: string, pieces: string[]) => {
    const socket = await open(server.port);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let said = '';
    socket.on('data', (data) => (said += String(data)));
    socket.write(
      `${method} ${path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n` +
        'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    for (const piece of [...pieces, ''])
      socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    await closed;
    return said.split('\r\n')[0];
  };
  try {
    const spaces = Array.from({ length: 5_000 }, () => ' ');
    expect(await send('POST', '/api/session', spaces)).toBe('');
    expect(await send('POST', '/nowhere', spaces)).toBe('');
    // As an HTTP library might split it.
    const body = JSON.stringify({ username: 'nobody', password: 'x'.repeat(100) }).split('');
    expect(await send('POST', '/api/session', body)).toBe('HTTP/1.1 401 Unauthorized');
  } finally {
    await server.stop();
  }
});

test('a WebSocket requested on another path is closed, even when the client never closes its own side', async () => {
  const server = await startTestServer();
  try {
    const socket = await open(server.port, { allowHalfOpen: true });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    socket.write(
      'GET /a HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    await once(socket, 'end');
    // The answer is a reset if nobody reads any more.
    const writing = setInterval(() => socket.write('x'), 20);
    await closed;
    clearInterval(writing);
  } finally {
    await server.stop();
  }
});

test('a client that resets its connection while the handshake of a WebSocket waits ends nothing but that', async () => {
  const server = createServer();
  let closed: Promise<unknown> | undefined;
  // As a handshake that waits for the database.
  server.on('upgrade', (_request, socket) => {
    closed = new Promise((resolve) => socket.once('close', resolve));
  });
  limitRequests(server, { addressOf: () => '192.0.2.1', limiter: new Limiter() });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const client = await open((server.address() as AddressInfo).port);
  client.write(
    'GET /socket.io/ HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  await vi.waitFor(() => expect(closed).toBeDefined(), WAIT_OPTIONS);
  client.resetAndDestroy();
  await closed;
});

test('an address over its request limit gets 429, and another is served', async () => {
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
  await answersOf(flooder, / 429 /, /"title":"tooFast"/, /Retry-After: \d+/);
  const other = await open(port, { localAddress: '127.0.0.2' });
  other.write(asking('/', 1));
  await answersOf(other, /here/);
});
