// The door for other servers of a cluster: without the secret there is nothing, and nobody says who somebody else is.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { openClusterDoor } from '../src/cluster/clusterDoor.ts';
import { MAX_MESSAGE_BYTES } from '../src/cluster/messages.ts';
import { Peers } from '../src/cluster/peers.ts';
import { limitRequests } from '../src/http/requestFloods.ts';
import { limitTcpConnections } from '../src/http/tcpConnections.ts';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { createLog } from '../src/platform/log.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { upgrade } from '@distansmote/testkit/network/upgrade.ts';
import { CLUSTER_SECRET, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const nodes = await TestNodes.create();
const node = await nodes.start();
afterAll(() => nodes.stop());

const ROOM = 'abcdefghijklmnop';
const WITH_SECRET = { Authorization: `Bearer ${CLUSTER_SECRET}` };
const CLIENT = { ...WITH_SECRET, 'Cluster-Client': 'http 198.51.100.7' };
const messages = `${node.url}/cluster/messages/${node.nodeId}`;
const sockets = (id = node.nodeId) => `${node.url}/cluster/sockets/${id}/socket.io/?EIO=4`;

const tell = async (body: string, headers: Record<string, string> = WITH_SECRET) =>
  fetch(messages, { method: 'POST', headers, body });

test('without the secret its paths answer as any that does not exist, here and on a server without a cluster', async () => {
  const single = await startTestServer();
  onTestFinished(() => single.stop());
  const answerOf = async (url: string, method: string, headers: Record<string, string>) => {
    const answer = await fetch(url, { method, headers });
    const told = Object.fromEntries(answer.headers);
    delete told['date'];
    return { status: answer.status, told, body: await answer.text() };
  };
  const paths = [
    `/cluster/messages/${node.nodeId}`,
    `/cluster/lines/${node.nodeId}`,
    '/cluster/',
    '/cluster/nothing/here',
  ].concat(sockets().slice(node.url.length));
  for (const method of ['GET', 'HEAD', 'POST', 'PUT']) {
    const nothing = await answerOf(`${node.url}/assets/nothing`, method, {});
    expect(nothing.status).toBe(404);
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${CLUSTER_SECRET}`])
      for (const path of paths)
        for (const { url } of [node, single]) {
          expect(await answerOf(url + path, method, { authorization })).toEqual(nothing);
        }
  }
  for (const { url } of [node, single])
    for (const path of [...paths, '/nothing']) expect((await upgrade(url + path)).status).toBe(0);
});

test('with the secret, another process than the one that was meant says so', async () => {
  for (const headers of [WITH_SECRET, CLIENT]) {
    const url = sockets('anotherNode');
    expect((await fetch(`${url}&transport=polling`, { headers })).status).toBe(421);
    expect((await upgrade(`${url}&transport=websocket`, headers)).status).toBe(421);
  }
  const other = messages.replace(node.nodeId, 'anotherNode');
  const answer = await fetch(other, { method: 'POST', headers: WITH_SECRET, body: '{}' });
  expect(answer.status).toBe(421);
});

test('a room that it is taken to hold, and does not, is refused; a new one is not', async () => {
  const url = `${sockets()}&room=${ROOM}`;
  const asOwner = { ...CLIENT, 'Cluster-Owner': '1' };
  expect((await fetch(`${url}&transport=polling`, { headers: asOwner })).status).toBe(410);
  expect((await upgrade(`${url}&transport=websocket`, asOwner)).status).toBe(410);
  expect((await fetch(`${url}&transport=polling`, { headers: CLIENT })).status).toBe(200);
});

test('a socket is passed on for somebody', async () => {
  expect((await fetch(`${sockets()}&transport=polling`, { headers: WITH_SECRET })).status).toBe(
    400,
  );
  const forged = { ...WITH_SECRET, 'Cluster-Client': 'http a\tb' };
  expect((await fetch(`${sockets()}&transport=polling`, { headers: forged })).status).toBe(400);
});

test('whoever has no secret says nothing of an address, at this server or through it', async () => {
  const said = '203.0.113.9';
  const extraHeaders = {
    'Cluster-Client': `https ${said}`,
    'X-Forwarded-For': said,
    Forwarded: `for=${said}`,
    Authorization: 'Bearer wrong',
  };
  const owner = await nodes.start({ TRUSTED_PROXIES: '127.0.0.1' });
  const { callId } = await owner.makeSpace();
  const query = { room: await nodes.roomOf(owner, callId) };
  const anna = await Page.open(owner, { query });
  await anna.enter(callId, 'Anna');
  const before = owner.signalling.heldBy('127.0.0.1');
  const direct = await Page.open(node, { extraHeaders });
  // The owner believes its proxy, which this server is not.
  const through = await Page.open(node, { extraHeaders, query });
  expect(node.clusterSockets?.passedOnCount).toBe(1);
  for (const { signalling } of [node, owner]) expect(signalling.heldBy(said)).toBe(0);
  expect(owner.signalling.heldBy('127.0.0.1')).toBe(before + 1);
  for (const page of [anna, direct, through]) page.close();
});

test('messages are taken with the secret, when they are messages', async () => {
  const answer = await tell('{"type":"wake"}');
  expect([answer.status, await answer.json()]).toEqual([200, { isDone: true }]);
  const lost = await tell(JSON.stringify({ type: 'lost', room: ROOM, epoch: 3 }));
  expect([lost.status, await lost.json()]).toEqual([200, { isDone: false }]);
  for (const body of ['', 'null', '{', '[]', '{"type":"other"}', '{"type":"lost","room":"x"}'])
    expect((await tell(body)).status, body).toBe(400);
  expect((await tell(`"${'x'.repeat(MAX_MESSAGE_BYTES)}"`)).status).toBe(413);
  expect((await fetch(messages, { headers: WITH_SECRET })).status).toBe(404);
});

test('a message that goes on for ever ends its connection', async () => {
  const sent = request(messages, { method: 'POST', headers: WITH_SECRET });
  sent.on('error', () => undefined);
  const [socket] = (await once(sent, 'socket')) as [Socket];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const chunk = Buffer.alloc(16_000);
  const writing = setInterval(() => sent.write(chunk), 1);
  await closed;
  clearInterval(writing);
});

/** A door without a server behind it; strangers get 418. */
async function startDoor() {
  const limiter = new Limiter();
  const behind = (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(418).end();
  const server = createServer(behind);
  limitTcpConnections(server, [], limiter);
  limitRequests(server, { addressOf: ({ socket }) => socket.remoteAddress ?? '', limiter });
  const answer = vi.fn(() => Promise.resolve({ isDone: true }));
  const directory = { nodeId: 'theNode', holds: () => false };
  const log = createLog('silent');
  openClusterDoor(server, { directory, secret: 'right', answer, upgrades: [], log });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { limiter, answer, url: `${address}/cluster/messages/theNode`, address };
}

test('a stranger’s tries are counted, and other servers are not stopped by them', async () => {
  const { limiter, url } = await startDoor();
  const { burst, perSecond } = RATES.httpRequests.perAddress;
  limiter.charge('httpRequests', { address: '127.0.0.1' }, burst + 100 * perSecond);
  const statusFor = async (secret: string) => {
    const headers = { Authorization: `Bearer ${secret}` };
    const body = '{"type":"wake"}';
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  expect(await statusFor('wrong')).toBe(429);
  expect(await statusFor('right')).toBe(200);
});

test('connections of other servers do not count against an address once they have shown the secret', async () => {
  const { limiter, address } = await startDoor();
  const held = () => limiter.heldBy('tcpConnections', { address: '127.0.0.1' });
  const stranger = new Peers('wrong');
  const peer = new Peers('right');
  const to = { id: 'theNode', address };
  await expect(stranger.send(to, { type: 'wake' })).rejects.toThrow();
  expect(held()).toBe(1);
  await peer.send(to, { type: 'wake' });
  expect(held()).toBe(1);
  stranger.close();
  await vi.waitFor(() => expect(held()).toBe(0), WAIT_OPTIONS);
  peer.close();
});

test('what goes wrong with a message is told to its sender', async () => {
  const { answer, address } = await startDoor();
  const peers = new Peers('right');
  answer.mockRejectedValue(new Error('broken'));
  await expect(peers.send({ id: 'theNode', address }, { type: 'wake' })).rejects.toThrow('500');
  await expect(peers.send({ id: 'another', address }, { type: 'wake' })).rejects.toThrow('421');
  const silent = createTcpServer().listen(0, '127.0.0.1').unref();
  await once(silent, 'listening');
  for (const port of [await freePort(), (silent.address() as AddressInfo).port]) {
    const nobody = { id: 'theNode', address: `http://127.0.0.1:${port}` };
    await expect(peers.send(nobody, { type: 'wake' })).rejects.toThrow();
  }
  peers.close();
});

test.each(['breaks', 'stands still'])(
  'an answer that %s in the middle is told to the sender, and ends no process',
  async (how) => {
    const half = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"isDone"', () => {
          if (how === 'breaks') setTimeout(() => socket.resetAndDestroy(), 50);
        });
      });
    });
    half.listen(0, '127.0.0.1').unref();
    await once(half, 'listening');
    const { port } = half.address() as AddressInfo;
    const peers = new Peers('right');
    const broken = { id: 'theNode', address: `http://127.0.0.1:${port}` };
    // What nobody listens for fails the test.
    await expect(peers.send(broken, { type: 'wake' })).rejects.toThrow();
    peers.close();
  },
);
