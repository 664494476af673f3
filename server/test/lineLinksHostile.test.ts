// What strangers, broken servers and broken networks do to the connections for calls: each is refused by name, and nothing is held.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type LineServer, startLineServer } from '@distansmote/testkit/cluster/lineServer.ts';
import { helloOf, knock, openPlayedLine } from '@distansmote/testkit/cluster/playedLine.ts';
import { CLUSTER_SECRET } from '@distansmote/testkit/cluster/tunnelPair.ts';
import { makeCertificates } from '@distansmote/testkit/network/certificates.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { upgrade } from '@distansmote/testkit/network/upgrade.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { KeyAgreement } from '../src/cluster/lines/keyAgreement.ts';
import { MAX_LINE_BYTES, type ToHolder } from '../src/cluster/lines/lineMessages.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';

const call = randomUUID() as string as EndpointKey;

async function refusalOf(line: LineServer, node: { id: string; address: string }) {
  return line.links.to(node).then(
    () => 'taken',
    ({ why }: { why: string }) => why,
  );
}

/** At an address of its own. Closed after the test. */
async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A holder that the test plays, up to the hello of the line's server. */
async function playedHolder(onHello: (socket: Socket) => void) {
  const server = createServer().on('upgrade', (_request, socket: Socket) => {
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: distansmote-lines\r\n\r\n',
    );
    socket.once('data', () => onHello(socket));
  });
  return { id: 'theNode', address: await listening(server) };
}

test('without the secret there is nothing, whatever is asked for', async () => {
  const holder = await startLineServer();
  const path = `${holder.node.address}/cluster/lines/${holder.node.id}`;
  for (const Authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${CLUSTER_SECRET}`])
    for (const Upgrade of ['distansmote-lines', 'websocket']) {
      const { status } = await upgrade(path, { Authorization, Upgrade });
      expect(status).toBe(404);
    }
  const stranger = await startLineServer({ secret: 'another secret of at least 32 letters' });
  expect(await refusalOf(stranger, holder.node)).toBe('notTaken');
  expect(holder.accepted).toEqual([]);
});

test('with it, what is no connection for calls is refused', async () => {
  const { node } = await startLineServer();
  const headers = { Authorization: `Bearer ${CLUSTER_SECRET}` };
  const path = `${node.address}/cluster/lines/${node.id}`;
  for (const url of [path, `${path}/`, `${path}/socket.io/`, `${path}?x`])
    expect((await upgrade(url, { ...headers, Upgrade: 'websocket' })).status, url).toBe(404);
  for (const method of ['GET', 'POST'])
    expect((await fetch(path, { method, headers })).status).toBe(404);
});

test('why a server takes no calls of others is told to who asks', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  // Its process has been replaced, or has ended.
  expect(await refusalOf(line, { ...holder.node, id: 'another' })).toBe('gone');
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  expect(await refusalOf(line, { id: 'theNode', address: nowhere })).toBe('gone');
  // Of a version that knows nothing of it: refused, or left alone until nobody waits.
  const former = createServer((_request, response) => void response.writeHead(404).end());
  expect(await refusalOf(line, { id: 'theNode', address: await listening(former) })).toBe(
    'notTaken',
  );
  for (const answers of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'nonsense\r\n\r\n']) {
    const broken = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      onTestFinished(() => void socket.destroy());
      socket.once('data', () => socket.write(answers));
    });
    const node = { id: 'theNode', address: await listening(broken) };
    expect(await refusalOf(line, node), answers).toBe('unreachable');
  }
  const dropping = createTcpServer((socket) => void socket.destroy());
  expect(await refusalOf(line, { id: 'theNode', address: await listening(dropping) })).toBe(
    'unreachable',
  );
});

test('a certificate for another address gets neither the secret nor a call', async () => {
  const certificates = await makeCertificates(tempFolder(), ['192.0.2.1']);
  const [line, holder] = await Promise.all([startLineServer(), startLineServer({ certificates })]);
  let heard = '';
  holder.http.on('upgrade', ({ headers }) => (heard += headers.authorization));
  expect(await refusalOf(line, holder.node)).toBe('unreachable');
  expect(heard).toBe('');
});

test.each([
  ['nothing', ''],
  ['no JSON', '{\n'],
  ['no key', '{"key":"x"}\n'],
  ['a key of no curve', `{"key":"${'*'.repeat(43)}"}\n`],
  ['more than a line', 'x'.repeat(2 * MAX_LINE_BYTES)],
])('a holder that answers the hello with %s is given up, and let go', async (_what, answer) => {
  const line = await startLineServer();
  const ended: Promise<unknown>[] = [];
  const node = await playedHolder((socket) => {
    ended.push(new Promise((resolve) => socket.resume().once('close', resolve)));
    socket.once('end', () => socket.end());
    socket.write(answer);
  });
  expect(await refusalOf(line, node)).toBe('unreachable');
  await Promise.all(ended);
  // Again, as often as calls come.
  expect(await refusalOf(line, node)).toBe('unreachable');
});

test('where UDP does not get through, no call is led there, and the log says what to open', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer({ hasUdp: false })]);
  for (let tries = 0; tries < 2; tries += 1)
    expect(await refusalOf(line, holder.node)).toBe('noMedia');
  expect(line.logged).toEqual([
    expect.objectContaining({
      address: holder.node.address,
      msg: expect.stringContaining('let UDP pass between the servers') as string,
    }),
  ]);
  expect(holder.accepted).toEqual([]);
});

const keys = new KeyAgreement();
const hello = helloOf(keys, 'http://127.0.0.1:1');

test.each([
  ['no JSON', 'x\n'],
  ['no hello', '{"type":"leave"}\n'],
  ['an address of another kind', `${JSON.stringify({ ...hello, address: 'file:///etc' })}\n`],
  ['a name that is none', `${JSON.stringify({ ...hello, nodeId: '../x' })}\n`],
  ['a key of no curve', `${JSON.stringify({ ...hello, key: '*'.repeat(43) })}\n`],
  ['more than a line', 'x'.repeat(2 * MAX_LINE_BYTES)],
  ['nothing', ''],
])('a line’s server whose hello is %s is let go', async (_what, said) => {
  const holder = await startLineServer();
  const socket = await knock(holder);
  const ended = new Promise((resolve) => socket.resume().once('close', resolve));
  socket.write(said);
  await ended;
  expect(holder.accepted).toEqual([]);
  // One line in the log, however often.
  const again = await knock(holder);
  again.end(said);
  await new Promise((resolve) => again.resume().once('close', resolve));
  expect(holder.logged).toHaveLength(1);
});

test('connections that say nothing are not collected without end', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  // However long it takes to open so many.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const open = async () => {
    const opening = Array.from({ length: 320 }, () => knock(holder).catch(() => undefined));
    const sockets = (await Promise.all(opening)).filter((socket) => socket !== undefined);
    const closed = sockets.map(
      (socket) => new Promise((resolve) => socket.resume().once('close', resolve)),
    );
    return { count: sockets.length, closed };
  };
  const { count, closed } = await open();
  expect(count).toBe(300);
  vi.runAllTimers();
  await Promise.all(closed);
  vi.useRealTimers();
  // Now there is room again.
  await line.links.to(holder.node);
});

const LEAVE = { type: 'leave', call, reason: 'left' } as const satisfies ToHolder;

test.each([
  ['nonsense', 'nonsense', '{]\n'],
  [
    'what only a holder says',
    'nonsense',
    `${JSON.stringify({ type: 'state', call, headcount: 1 })}\n`,
  ],
  ['a line without end', 'tooLong', 'x'.repeat(MAX_LINE_BYTES + 1)],
  [
    'a line that is too long',
    'tooLong',
    `${JSON.stringify({ ...LEAVE, x: 'x'.repeat(MAX_LINE_BYTES) })}\n`,
  ],
  ['too much at once', 'tooFast', `${JSON.stringify(LEAVE)}\n`.repeat(200_000)],
])('a line’s server that says %s is let go, and the log tells which', async (_what, how, said) => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder);
  await eventually(() => holder.accepted.length, 1);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${JSON.stringify(LEAVE)}\n${said}`);
  await closed;
  const [there] = holder.accepted;
  expect(there?.closedCount).toBe(1);
  // What it had said before was heard.
  expect(there?.heard[0]).toEqual(LEAVE);
  expect(holder.logged).toEqual([expect.objectContaining({ how })]);
});

test('messages may come in pieces, also in the middle of a letter', async () => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder);
  const bytes = Buffer.from(`${JSON.stringify({ ...LEAVE, x: 'åäö' })}\n`.repeat(3));
  for (const byte of bytes) {
    socket.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => holder.accepted[0]?.heard, [LEAVE, LEAVE, LEAVE]);
});

test('a long line that comes in small pieces is not copied with each of them', async () => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder);
  const concat = vi.spyOn(Buffer, 'concat');
  onTestFinished(() => concat.mockRestore());
  let copied = 0;
  concat.mockImplementation((list: readonly Uint8Array[]) => {
    const whole = Buffer.alloc(list.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of list) {
      whole.set(one, at);
      at += one.length;
    }
    copied += at;
    return whole;
  });
  const bytes = Buffer.from(`${JSON.stringify({ ...LEAVE, x: 'x'.repeat(100_000) })}\n`);
  for (let at = 0; at < bytes.length; at += 40) {
    socket.write(bytes.subarray(at, at + 40));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => holder.accepted[0]?.heard, [LEAVE]);
  // The tunnel's datagrams, in a thread of their own, are not counted.
  expect(copied).toBeLessThan(4 * bytes.length);
});

test('a peer that does not read is let go, before much is collected for it', async () => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder);
  socket.pause();
  await eventually(() => holder.accepted.length, 1);
  const [there] = holder.accepted;
  if (there === undefined) throw new Error('not accepted');
  const lines = ['x'.repeat(500)];
  const message = {
    type: 'showCard',
    endpoint: call as string as never,
    card: { title: 'x', lines },
  } as const;
  let count = 0;
  for (; !there.link.isClosed && count < 1_000_000; count += 1) {
    there.link.send({ type: 'pictures', message });
    if (count % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  // With the buffers of the kernel at both ends.
  expect(count * 600).toBeLessThan(32 * 1024 * 1024);
  await eventually(() => there.closedCount, 1);
  expect(holder.logged).toEqual([expect.objectContaining({ how: 'unread' })]);
});

test('a peer that ends its half is gone', async () => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder);
  await eventually(() => holder.accepted.length, 1);
  socket.end(`${JSON.stringify(LEAVE)}\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  await eventually(() => holder.accepted[0]?.closedCount, 1);
  expect(holder.accepted[0]?.heard).toEqual([LEAVE]);
});

test('a peer of which no media comes any more is gone, though its connection stands', async () => {
  const holder = await startLineServer();
  const { socket, tunnel } = await openPlayedLine(holder);
  await eventually(() => holder.accepted.length, 1);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  tunnel.close();
  await closed;
  expect(holder.accepted[0]?.closedCount).toBe(1);
  expect(holder.logged).toHaveLength(1);
});

test('a server that connects anew has lost its former connection', async () => {
  const holder = await startLineServer();
  const { socket } = await openPlayedLine(holder, 'theLine');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await eventually(() => holder.accepted.length, 1);
  await openPlayedLine(holder, 'theLine');
  await closed;
  await eventually(() => holder.accepted.map(({ closedCount }) => closedCount), [1, 0]);
  expect(holder.accepted.map(({ link }) => link.nodeId)).toEqual(['theLine', 'theLine']);
});

test('a message that the other end would refuse is lost, and not the connection with all other calls', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  const link = await line.links.to(holder.node);
  await eventually(() => holder.accepted.length, 1);
  link.send({ type: 'leave', call: 'secret' as EndpointKey, reason: 'left' });
  link.send({ type: 'leave', call, reason: 'left' });
  await eventually(() => holder.accepted[0]?.heard, [LEAVE]);
  expect(line.logged).toEqual([expect.objectContaining({ type: 'leave' })]);
  expect(JSON.stringify(line.logged)).not.toContain('secret');
});

test('a fault in what one call is told ends neither the process nor the connection', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  const link = await line.links.to(holder.node);
  await eventually(() => holder.accepted.length, 1);
  holder.accepted[0]?.link.listen({
    onMessage: () => {
      throw new Error('a fault');
    },
    onClosed: () => undefined,
  });
  for (let n = 0; n < 3; n += 1) link.send({ type: 'leave', call, reason: 'left' });
  await eventually(() => holder.accepted[0]?.heard, [LEAVE, LEAVE, LEAVE]);
  expect(link.isClosed).toBe(false);
});
