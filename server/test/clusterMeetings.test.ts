// Several servers on one PostgreSQL: a meeting is open on one of them only, and what the others do to it reaches it.
import { randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

const API_TOKEN = 'token-of-the-tests';
const SECRET = randomBytes(24).toString('hex');

const url = await (await sharedPostgres()).createDatabase();
const start = async () => {
  const port = String(await freePort());
  return startTestServer({
    PORT: port,
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    CLUSTER_ADDRESS: `http://127.0.0.1:${port}`,
    CLUSTER_SECRET: SECRET,
    API_TOKEN,
  });
};
const nodes = [await start(), await start()] as const;
const [one, other] = nodes;
afterAll(() => Promise.all(nodes.map((node) => node.stop())));

const pages: Page[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function open(node: TestServer): Promise<Page> {
  const page = await Page.open(node);
  pages.push(page);
  return page;
}

const apiOf = (node: TestServer) => new Api(node, { authorization: `Bearer ${API_TOKEN}` });

async function makeSpace(): Promise<SpaceDescription & { callId: CallId }> {
  const { body } = await apiOf(one).ask<SpaceDescription>('POST', '/api/spaces', {
    name: 'Vårdplanering',
  });
  return body;
}

const claimsOf = (callId: string) => ({
  callId: callId as CallId,
  personKey: randomBytes(16).toString('base64url'),
  rtpCapabilities: one.mediaWorkers.rtpCapabilities,
});

test('a meeting that is open on one server opens on no other, until it has closed', async () => {
  const { callId } = await makeSpace();
  const anna = await open(one);
  await anna.enter(callId, 'Anna');
  const bo = await open(other);
  const closed = new Promise((resolve) => bo.socket.once('disconnect', resolve));
  const refusal = await bo.expectRefusal('prepare', claimsOf(callId));
  expect(refusal.code).toBe('elsewhere');
  // It has no room: the load balancer will try the next server.
  await closed;
  const knocks = await open(other);
  const who = { name: 'Bo', profession: '' };
  const { rtpCapabilities: _, ...claims } = claimsOf(callId);
  const knocked = await knocks.expectRefusal('knock', { ...claims, ...who });
  expect(knocked.code).toBe('elsewhere');
  anna.close();
  await vi.waitFor(async () => {
    await (await open(other)).enter(callId, 'Bo');
  }, WAIT_OPTIONS);
});

test('two who come at once to two servers are in one meeting', async () => {
  const { callId } = await makeSpace();
  const all = await Promise.all([open(one), open(other)]);
  const results = await Promise.allSettled(all.map((page) => page.prepare(callId)));
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a number that no space has is unknown at every server, and says nothing of meetings', async () => {
  const bo = await open(other);
  const refusal = await bo.expectRefusal('prepare', claimsOf('999999999'));
  expect(refusal.code).toBe('callIdUnknown');
});

test('a space that is deleted at another server ends its meeting', async () => {
  const { id, callId } = await makeSpace();
  const anna = await open(one);
  await anna.enter(callId, 'Anna');
  expect((await apiOf(other).ask('DELETE', `/api/spaces/${id}`)).status).toBe(204);
  await anna.waitForNotice('meetingEnded', ({ reason }) => reason === 'spaceDeleted');
});

test('every server knows how many are in, and sweeps no space that another holds', async () => {
  const { id, callId } = await makeSpace();
  const anna = await open(one);
  await anna.enter(callId, 'Anna');
  await vi.waitFor(async () => {
    expect((await other.meetings.presentCountsEverywhere()).get(callId)).toBe(1);
  }, WAIT_OPTIONS);
  expect(await other.meetings.isElsewhere(callId)).toBe(true);
  expect(await one.meetings.isElsewhere(callId)).toBe(false);
  const rows = () => query(url, `select * from "openMeetings" where "spaceId" = '${id}'`);
  const [first] = await rows();
  expect(first).toMatchObject({ presentCount: 1 });
  // Empty for a moment, as when they load their page again: the next one has a row of its own.
  await anna.request('leave', {});
  await anna.enter(callId, 'Anna');
  expect((await rows())[0]?.['epoch']).not.toBe(first?.['epoch']);
  await vi.waitFor(async () => expect(await rows()).toMatchObject([{ presentCount: 1 }]), {
    ...WAIT_OPTIONS,
    interval: 300,
  });
});

test('whoever has a meeting taken from them ends it, and its page comes back', async () => {
  const { id, callId } = await makeSpace();
  const anna = await open(one);
  await anna.enter(callId, 'Anna');
  const dropped = new Promise((resolve) => anna.socket.once('disconnect', resolve));
  await query(
    url,
    `update "openMeetings" set "nodeId" = (select max("id") from "nodes" where "id" <> "nodeId"),
     "epoch" = "epoch" + 1 where "spaceId" = '${id}'`,
  );
  await anna.waitForNotice('meetingEnded', ({ reason }) => reason === 'moved');
  await dropped;
  expect(one.meetings.presentCounts.has(callId)).toBe(false);
});

test('a server that stops leaves no row', async () => {
  const third = await start();
  const { id, callId } = await makeSpace();
  const anna = await open(third);
  await anna.enter(callId, 'Anna');
  const rows = () => query(url, `select * from "openMeetings" where "spaceId" = '${id}'`);
  expect(await rows()).toHaveLength(1);
  await third.stop();
  expect(await rows()).toEqual([]);
  expect(await query(url, 'select * from "nodes"')).toHaveLength(2);
});
