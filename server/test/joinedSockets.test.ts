// Two sockets as one: neither outlives the other, also when somebody neither reads nor speaks.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { joinSockets } from '../src/cluster/joinedSockets.ts';

const all: Socket[] = [];
afterEach(() => {
  for (const socket of all.splice(0)) socket.destroy();
});

/** The two ends of a TCP connection. */
async function pair(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  server.close();
  for (const socket of [near, far]) all.push(socket.on('error', () => undefined));
  return { near, far };
}

/** A client, joined to a server. */
async function joined(idleMs?: number) {
  const [client, server] = [await pair(), await pair()];
  joinSockets(client.far, server.near, idleMs);
  const between = [client.far, server.near];
  const closed = Promise.all(between.map((one) => new Promise((done) => one.once('close', done))));
  return { client: client.near, server: server.far, between, closed };
}

test('a connection over which nothing moves is closed', async () => {
  const { closed } = await joined(50);
  await closed;
});

test('a server that ends is not kept by a client that reads nothing of what it said', async () => {
  const { server, closed } = await joined(200);
  const chunk = Buffer.alloc(1_000_000);
  while (server.writableLength < 8_000_000) {
    server.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.end();
  await closed;
});

test('a client that only half closes is not waited for', async () => {
  const { client, server, closed } = await joined();
  server.resume().once('end', () => server.end());
  client.end();
  await closed;
});

test('what both say arrives, and then both are closed', async () => {
  const { client, server, between, closed } = await joined();
  server.resume();
  client.write('to the server');
  expect(String((await once(server, 'data'))[0])).toBe('to the server');
  server.end('to the client');
  expect(String((await once(client, 'data'))[0])).toBe('to the client');
  await closed;
  expect(between.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});
