// Sockets that arrive at another server than the one that holds their meeting: they are led there, and nobody notices.
import { randomUUID } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { roomQuery } from '@distansmote/shared/roomQuery.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import type { SignallingSocketOptions } from '@distansmote/testkit/browser/signallingSocket.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';

const ADMIN = { username: 'admin', password: 'a password for tests' };

const nodes = await TestNodes.create();
const proxied = { TRUSTED_PROXIES: '127.0.0.1' };
const owner = await nodes.start(proxied);
const edge = await nodes.start(proxied);
const otherEdge = await nodes.start(proxied);
afterAll(() => nodes.stop());

const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await expectNothingLeft();
});

const expectNothingLeft = () =>
  vi.waitFor(() => {
    expect(edge.clusterSockets?.passedOnCount).toBe(0);
    expect(edge.signalling.heldBy('127.0.0.1')).toBe(0);
    expect(owner.signalling.heldBy('127.0.0.1')).toBe(0);
  }, WAIT_OPTIONS);

async function open(node: TestNode, options: SignallingSocketOptions = {}): Promise<Page> {
  const page = await Page.open(node, options);
  pages.push(page);
  return page;
}

const say = (page: Page, text: string) =>
  page.request('sendMessage', { id: randomUUID(), to: 'everybody', text });

/** A meeting at the owner, with Anna in it. */
async function openMeeting(): Promise<{ callId: CallId; query: { room: string }; anna: Page }> {
  const { callId } = await owner.makeSpace();
  const room = await nodes.roomOf(owner, callId);
  const query = { room };
  const anna = await open(owner, { query });
  await anna.enter(callId, 'Anna');
  return { callId, query, anna };
}

/** Whoever joins by another server is seen at the owner's; closes when the page does. */
async function expectTogether(anna: Page, bo: Page): Promise<void> {
  await anna.waitForNotice('participantJoined', ({ participant }) => participant.name === 'Bo');
  const text = randomUUID();
  await say(anna, text);
  await bo.waitForNotice('messageSent', ({ message }) => message.text === text);
}

test('a page that tries again, and says its room by another name, is in the meeting too', async () => {
  const { callId, query, anna } = await openMeeting();
  const bo = await open(edge, { query: roomQuery(query.room, true) });
  await bo.enter(callId, 'Bo');
  await expectTogether(anna, bo);
});

test('a room that is said twice, or in other letters, is the same one at both servers: nobody takes the meeting by it', async () => {
  const { callId, query, anna } = await openMeeting();
  const other = 'AAAAAAAAAAAAAAAA';
  for (const said of [
    `room=${query.room}&roomAgain=${other}`,
    `roomAgain=${other}&room=${query.room}`,
    `room=${other}&room=${query.room}`,
    `roomAgai%6E=${query.room}`,
    `roo%6D=${query.room}`,
  ]) {
    const url = `${edge.url}/socket.io/?EIO=4&transport=polling`;
    const answer = await fetch(`${url}&${said}`);
    expect([said, answer.status]).toEqual([said, 200]);
    const { sid } = JSON.parse((await answer.text()).slice(1)) as { sid: string };
    expect(sid).toMatch(`${owner.nodeId}.`);
    // Engine.IO's packet `close`.
    await fetch(`${url}&sid=${sid}`, { method: 'POST', body: '1' });
  }
  expect(owner.meetings.presentCounts.get(callId)).toBe(1);
  expect(edge.meetings.count).toBe(0);
  anna.close();
  await vi.waitFor(() => expect(owner.meetings.count).toBe(0), WAIT_OPTIONS);
});

test.each(['websocket', 'polling'])(
  'a page with %s at another server is in the meeting',
  async (transport) => {
    const { callId, query, anna } = await openMeeting();
    const before = owner.signalling.connectionCount;
    const bo = await open(edge, { query, transports: [transport] });
    expect(owner.signalling.connectionCount).toBe(before + 1);
    expect(edge.clusterSockets?.passedOnCount).toBe(transport === 'websocket' ? 1 : 0);
    await bo.enter(callId, 'Bo');
    await expectTogether(anna, bo);
    bo.close();
    await anna.waitForNotice('participantLeft');
  },
);

test('a page that is dropped comes back by another server to the same meeting, and has missed nothing', async () => {
  const { callId, query, anna } = await openMeeting();
  const bo = await open(edge, { query });
  await bo.enter(callId, 'Bo');
  const { id } = bo.socket;
  const dropped = new Promise((resolve) => bo.socket.once('disconnect', resolve));
  // Its balancer leads it elsewhere from now on.
  (bo.socket.io as unknown as { uri: string }).uri = otherEdge.url;
  bo.cut();
  await dropped;
  await say(anna, 'while he was away');
  await bo.waitForNotice('messageSent', ({ message }) => message.text === 'while he was away');
  expect(bo.socket.recovered).toBe(true);
  expect(bo.socket.id).toBe(id);
  const passedOn = () => [edge, otherEdge].map((node) => node.clusterSockets?.passedOnCount);
  await vi.waitFor(() => expect(passedOn()).toEqual([0, 1]), WAIT_OPTIONS);
  expect(anna.noticeNames).not.toContain('participantLeft');
});

test('polls of one session may arrive at any server', async () => {
  const { query } = await openMeeting();
  const path = `/socket.io/?EIO=4&transport=polling&room=${query.room}`;
  const opened = await (await fetch(edge.url + path)).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  expect(sid.startsWith(`${owner.nodeId}.`)).toBe(true);
  const connect = `40{"protocol":${PROTOCOL}}`;
  const posted = await fetch(`${otherEdge.url}${path}&sid=${sid}`, {
    method: 'POST',
    body: connect,
  });
  expect([posted.status, await posted.text()]).toEqual([200, 'ok']);
  const polled = await fetch(`${edge.url}${path}&sid=${sid}`);
  expect(await polled.text()).toContain('"pid"');
  await fetch(`${otherEdge.url}${path}&sid=${sid}`, { method: 'POST', body: '1' });
});

test('a session of a server that is gone, or that nobody has, is unknown wherever it is asked for', async () => {
  const gone = await nodes.start(proxied);
  await gone.stop();
  const tail = randomUUID();
  for (const sid of [tail, `.${tail}`, `${gone.nodeId}.${tail}`, `${owner.nodeId}.${tail}`])
    for (const method of ['GET', 'POST']) {
      const url = `${edge.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
      const answer = await fetch(url, { method, ...(method === 'POST' && { body: '3' }) });
      expect([sid, answer.status, await answer.json()]).toEqual([
        sid,
        400,
        { code: 1, message: 'Session ID unknown' },
      ]);
    }
});

test('when the owner closes a socket, it closes at the page', async () => {
  const { query } = await openMeeting();
  const bo = await open(edge, { query, reconnection: false });
  const closed = new Promise((resolve) => bo.socket.once('disconnect', resolve));
  bo.socket.io.engine.write('0{}');
  await closed;
  await vi.waitFor(() => expect(edge.clusterSockets?.passedOnCount).toBe(0), WAIT_OPTIONS);
});

test('the owner sees the address that the first server has seen', async () => {
  const { query } = await openMeeting();
  const extraHeaders = { 'X-Forwarded-For': '198.51.100.7' };
  await open(edge, { query, extraHeaders });
  expect(owner.signalling.heldBy('198.51.100.7')).toBe(1);
  expect(edge.signalling.heldBy('198.51.100.7')).toBe(1);
  await open(edge, { query, extraHeaders: { 'X-Forwarded-For': '2001:db8:1:2::3' } });
  expect(owner.signalling.heldBy('2001:db8:1:2')).toBe(1);
});

test.each(['websocket', 'polling'])(
  'whoever is signed in over HTTPS is so by %s through another server',
  async (transport) => {
    const { callId, query, anna } = await openMeeting();
    const https = { 'X-Forwarded-Proto': 'https' };
    const { headers } = await new Api(edge, https).ask('POST', '/api/session', ADMIN);
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(cookie).toMatch(/^__Host-session=/);
    const extraHeaders = { ...https, cookie, Origin: `https://127.0.0.1:${edge.port}` };
    const bo = await open(edge, { query, extraHeaders, transports: [transport] });
    await bo.enter(callId, 'Bo');
    const { participant } = await anna.waitForNotice('participantJoined');
    expect(participant.isConvener).toBe(true);
  },
);

test('a meeting whose server is gone is taken over where its page arrives', async () => {
  for (const address of [
    // Nobody listens there, or another process does.
    `http://127.0.0.1:${await freePort()}`,
    `http://127.0.0.1:${owner.port}`,
  ]) {
    const { id, callId } = await owner.makeSpace();
    const room = await nodes.roomOf(owner, callId);
    const nodeId = await nodes.addNode(address);
    await nodes.addMeeting({ room, spaceId: id, nodeId });
    const bo = await open(edge, { query: { room } });
    await bo.enter(callId, 'Bo');
    expect(edge.meetings.presentCounts.get(callId)).toBe(1);
    bo.close();
  }
});

test('a server that says that it does not hold a meeting is not taken for one that cannot be reached', async () => {
  const takeFromOwner = async () => {
    const { id, callId } = await owner.makeSpace();
    const room = await nodes.roomOf(owner, callId);
    // As after its end, while the database did not answer.
    await nodes.addMeeting({ room, spaceId: id, nodeId: owner.nodeId });
    const url = `${edge.url}/socket.io/?EIO=4&transport=polling&room=${room}`;
    const opened = await (await fetch(url)).text();
    expect(opened).toContain(`"sid":"${edge.nodeId}.`);
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
    await fetch(`${url}&sid=${sid}`, { method: 'POST', body: '1' });
  };
  const beatOf = async () => {
    const [row] = await nodes.query(`select "beat" from "nodes" where "id" = '${owner.nodeId}'`);
    return Number(row?.['beat']);
  };
  await takeFromOwner();
  const beat = await beatOf();
  // It beats on, and others have seen it.
  await vi.waitFor(async () => expect(await beatOf()).toBeGreaterThan(beat + 4), WAIT_OPTIONS);
  await takeFromOwner();
});

test('a server that stops lets go of the sockets that it passes on', async () => {
  const { query } = await openMeeting();
  const stopping = await nodes.start(proxied);
  const bo = await open(stopping, { query, reconnection: false });
  const closed = new Promise((resolve) => bo.socket.once('disconnect', resolve));
  await stopping.stop();
  await closed;
});
