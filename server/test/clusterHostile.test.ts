// What clients and broken servers do on the way between servers of a cluster: nothing is held, and nobody else waits.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { HELD } from '../src/limits/limits.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { upgrade } from '@distansmote/testkit/network/upgrade.ts';
import { PlayedNode } from '@distansmote/testkit/server/playedNode.ts';
import { CLUSTER_SECRET, TestNodes } from '@distansmote/testkit/server/testNodes.ts';

// Some have many connections or requests to make.
vi.setConfig({ testTimeout: 120_000 });
const LONG = { ...WAIT_OPTIONS, timeout: 90_000 };

const nodes = await TestNodes.create();
const edge = await nodes.start({ TRUSTED_PROXIES: '127.0.0.1' });
afterAll(() => nodes.stop());

const from = (address: string) => ({ 'X-Forwarded-For': address });
const held = (address: string) => edge.signalling.heldBy(address);
const passedOn = () => edge.clusterSockets?.passedOnCount;

afterEach(() => vi.waitFor(() => expect(passedOn()).toBe(0), WAIT_OPTIONS));

/** A meeting at a server that the test plays. */
async function play(answer?: RequestListener): Promise<{ played: PlayedNode; path: string }> {
  const { id: spaceId, callId } = await edge.makeSpace();
  const room = await nodes.roomOf(edge, callId);
  const played = await PlayedNode.start(nodes, { room, spaceId }, answer);
  onTestFinished(() => played.close());
  return { played, path: `${edge.url}/socket.io/?EIO=4&room=${room}` };
}

/** Both transports get the same refusal, and nothing is left of them. */
async function expectUnreachable(path: string, address: string): Promise<void> {
  const [polled, upgraded] = await Promise.all([
    fetch(`${path}&transport=polling`, { headers: from(address) }),
    upgrade(`${path}&transport=websocket`, from(address)),
  ]);
  for (const [status, body] of [
    [polled.status, await polled.json()],
    [upgraded.status, JSON.parse(upgraded.body)],
  ] as const)
    expect([status, body]).toMatchObject([503, { title: 'meetingUnreachable' }]);
  expect(held(address)).toBe(0);
}

test('a server that accepts and never answers is given up, and keeps its meeting', async () => {
  const { played, path } = await play();
  await expectUnreachable(path, '192.0.2.1');
  const [row] = await nodes.query(`select * from "openMeetings" where "nodeId" = '${played.id}'`);
  expect(row).toBeDefined();
  await vi.waitFor(() => expect(played.open.size).toBe(0), WAIT_OPTIONS);
});

test('a server that drops every connection is tried a few times', async () => {
  // Other connections only try whether it is there, as often as the test takes long.
  let tries = 0;
  const drop = (socket: Socket) => {
    tries += 1;
    socket.destroy();
  };
  const { played, path } = await play(({ socket }) => drop(socket));
  played.server.on('upgrade', (_request, socket: Socket) => drop(socket));
  await expectUnreachable(path, '192.0.2.2');
  expect(tries).toBeGreaterThan(0);
  expect(tries).toBeLessThanOrEqual(6);
});

test('a server with another secret is told of, and not taken over', async () => {
  const { callId } = await edge.makeSpace();
  const other = await nodes.start({ CLUSTER_SECRET: randomBytes(24).toString('hex') });
  const room = await nodes.roomOf(other, callId);
  const anna = await Page.open(other, { query: { room } });
  await anna.enter(callId, 'Anna');
  await expectUnreachable(`${edge.url}/socket.io/?EIO=4&room=${room}`, '192.0.2.3');
  expect(other.meetings.presentCounts.get(callId)).toBe(1);
  anna.close();
});

test('when a server is found dead, sockets that were passed on to it are closed', async () => {
  const { played, path } = await play();
  played.upgradeAll();
  const { socket } = await upgrade(`${path}&transport=websocket`, from('192.0.2.4'));
  if (socket === undefined) throw new Error('not upgraded');
  const closed = once(socket.resume(), 'close');
  expect(passedOn()).toBe(1);
  played.freeze();
  await closed;
  // Whoever comes back is served here.
  const again = await fetch(`${path}&transport=polling`, { headers: from('192.0.2.4') });
  expect(await again.text()).toContain(`"sid":"${edge.nodeId}.`);
});

/** Writes until nothing more is taken for a while. @returns how much was. */
async function fill(socket: Socket): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024);
  let written = 0;
  for (;;) {
    written += chunk.length;
    if (written > 256 * 1024 * 1024) return written;
    if (socket.write(chunk)) continue;
    const isTaken = await Promise.race([
      once(socket, 'drain').then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000)),
    ]);
    if (!isTaken) return written;
  }
}

test.each(['client', 'owner'])(
  'what is sent to a reader who stands still (%s) is not collected',
  async (which) => {
    const { played, path } = await play();
    const far = new Promise<Socket>((resolve) => played.upgradeAll(resolve));
    const { socket } = await upgrade(`${path}&transport=websocket`, from('192.0.2.5'));
    if (socket === undefined) throw new Error('not upgraded');
    const owner = await far;
    owner.pause();
    const sender = which === 'client' ? owner : socket;
    // The kernel's buffers on four sockets take some of it.
    expect(await fill(sender)).toBeLessThan(64 * 1024 * 1024);
    const bothClosed = [socket, owner].map((one) => new Promise((done) => one.once('close', done)));
    sender.destroy();
    socket.resume();
    owner.resume();
    await Promise.all(bothClosed);
  },
);

test.each(['client', 'owner'])(
  'when the %s resets the connection, the other end is closed',
  async (which) => {
    const { played, path } = await play();
    const far = new Promise<Socket>((resolve) => played.upgradeAll(resolve));
    const { socket } = await upgrade(`${path}&transport=websocket`, from('192.0.2.6'));
    if (socket === undefined) throw new Error('not upgraded');
    const owner = await far;
    const [gone, other] = which === 'client' ? [socket, owner] : [owner, socket];
    const closed = new Promise((done) => other.resume().once('close', done));
    gone.resetAndDestroy();
    await closed;
  },
);

test('the last words of either side arrive', async () => {
  for (const which of ['client', 'owner']) {
    const { played, path } = await play();
    const far = new Promise<Socket>((resolve) => played.upgradeAll(resolve));
    const { socket } = await upgrade(`${path}&transport=websocket`, from('192.0.2.7'));
    if (socket === undefined) throw new Error('not upgraded');
    const owner = await far;
    const [leaving, other] = which === 'client' ? [socket, owner] : [owner, socket];
    let heard = '';
    const ended = new Promise((done) => other.once('end', done));
    other.on('data', (data) => (heard += String(data)));
    leaving.end('x'.repeat(300_000));
    await ended;
    expect(heard).toHaveLength(300_000);
    other.end();
  }
});

test.each(['GET', 'POST'])(
  'a %s that is never answered, or never ends, holds nothing once its client is gone',
  async (method) => {
    const heard: IncomingMessage[] = [];
    const { played, path } = await play((asked) => void heard.push(asked));
    await nodes.untilAllKnown(edge);
    const slow = request(`${path}&transport=polling&sid=${played.id}.x`, {
      method,
      headers: { ...from('192.0.2.8'), ...(method === 'POST' && { 'Content-Length': 1_000 }) },
    });
    slow.on('error', () => undefined);
    if (method === 'POST') slow.write('4');
    else slow.end();
    await vi.waitFor(() => expect(heard).toHaveLength(1), WAIT_OPTIONS);
    slow.destroy();
    await vi.waitFor(() => expect(played.open.size).toBe(0), WAIT_OPTIONS);
  },
);

test.each(['GET', 'DELETE'])(
  'a body that a %s brings leaves the next client’s request to that server whole',
  async (method) => {
    const heard: IncomingMessage[] = [];
    const { played, path } = await play((asked, response) => {
      heard.push(asked);
      response.end('ok');
    });
    await nodes.untilAllKnown(edge);
    const ask = async (asked: string, body: string) => {
      const sent = request(`${path}&transport=polling&sid=${played.id}.${asked}`, {
        method,
        headers: { ...from('192.0.2.13'), 'Content-Length': body.length },
      });
      sent.end(body);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      await once(answer.resume(), 'close');
      return answer.statusCode;
    };
    // As long as a request: were it expected over there, the next one would be taken for it.
    expect(await ask('first', 'x'.repeat(1_000))).toBe(200);
    expect(await ask('next', '')).toBe(200);
    expect(heard.map(({ url }) => url?.split('.').at(-1))).toEqual(['first', 'next']);
  },
);

test('of a client’s own words, another server hears the query and a few headers', async () => {
  const heard: IncomingMessage[] = [];
  const { played, path } = await play((asked, response) => {
    heard.push(asked);
    response.end('ok');
  });
  await nodes.untilAllKnown(edge);
  const { port, host } = new URL(path);
  const query = `?EIO=4&transport=polling&sid=${played.id}.x`;
  const sent = request({
    port,
    method: 'POST',
    // Whoever puts a path in order on the way must find no other one in it.
    path: `/socket.io/../../messages/${played.id}${query}#end`,
    headers: {
      Host: host,
      'Content-Type': 'text/plain',
      Cookie: 'session=x',
      ...from('192.0.2.12'),
      'X-Forwarded-Host': 'other',
      Forwarded: 'for=203.0.113.9',
      Authorization: 'Bearer of-the-client',
      'Cluster-Client': 'https 203.0.113.9',
      'Cluster-Owner': '1',
      'X-Anything': 'x',
      TE: 'trailers',
    },
  });
  sent.end('{"type":"wake"}');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(answer.resume().statusCode).toBe(200);
  const [asked] = heard;
  expect(asked?.url).toBe(`/cluster/sockets/${played.id}/socket.io/${query}`);
  expect(asked?.headers).toEqual({
    authorization: `Bearer ${CLUSTER_SECRET}`,
    'cluster-client': 'http 192.0.2.12',
    connection: 'keep-alive',
    'content-length': '15',
    'content-type': 'text/plain',
    cookie: 'session=x',
    host,
  });
});

test('what is no room is refused by name', async () => {
  const rooms = [
    '',
    'x',
    'a'.repeat(15),
    'a'.repeat(17),
    'a'.repeat(4_000),
    '../../../../abcd',
    '%00',
  ];
  for (const room of rooms) {
    const path = `${edge.url}/socket.io/?EIO=4&room=${room}`;
    const polled = await fetch(`${path}&transport=polling`, { headers: from('192.0.2.9') });
    expect([polled.status, await polled.json()]).toMatchObject([400, { title: 'roomInvalid' }]);
    const upgraded = await upgrade(`${path}&transport=websocket`, from('192.0.2.9'));
    expect([upgraded.status, JSON.parse(upgraded.body)]).toMatchObject([
      400,
      { title: 'roomInvalid' },
    ]);
  }
});

test('a thousand guessed rooms tell nothing, and neither does a number that no space has', async () => {
  const shapes = new Set<string>();
  for (let n = 0; n < 1_000; n += 1) {
    const room = randomBytes(12).toString('base64url');
    const path = `/socket.io/?EIO=4&transport=polling&room=${room}`;
    const answer = await fetch(edge.url + path, { headers: from(`198.51.100.${n % 50}`) });
    const { sid, ...rest } = JSON.parse((await answer.text()).slice(1)) as { sid: string };
    const told = Object.fromEntries(answer.headers);
    delete told['date'];
    shapes.add(JSON.stringify([answer.status, told, rest, sid.length, sid.split('.')[0]]));
  }
  expect(shapes.size).toBe(1);
  expect([...shapes][0]).toContain(edge.nodeId);
});

test('passed-on sockets count as those that are served here: an address has as many, and the oldest makes way', async () => {
  const { played, path } = await play();
  played.upgradeAll();
  const { perAddress } = HELD.connections;
  const sockets: Socket[] = [];
  const open = async (address: string) => {
    const { socket } = await upgrade(`${path}&transport=websocket`, from(address));
    if (socket !== undefined) sockets.push(socket.resume());
    return socket;
  };
  const first = await open('192.0.2.10');
  if (first === undefined) throw new Error('not upgraded');
  const neighbour = await open('192.0.2.11');
  // The rate of attempts is a limit of its own, and may refuse any of these.
  await vi.waitFor(async () => {
    await Promise.all(Array.from({ length: 50 }, () => open('192.0.2.10')));
    if (!first.destroyed) throw new Error('has not made way yet');
  }, LONG);
  await vi.waitFor(() => expect(held('192.0.2.10')).toBe(perAddress), WAIT_OPTIONS);
  expect(neighbour?.destroyed).toBe(false);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(played.open.size).toBe(0), WAIT_OPTIONS);
  await vi.waitFor(() => expect(held('192.0.2.10')).toBe(0), WAIT_OPTIONS);
});
