// Administrators see the servers of a cluster, and drain one: it is no longer ready, and is again when no other takes meetings.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Api } from '@distansmote/testkit/server/api.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { METRICS_TOKEN, scrape } from '@distansmote/testkit/server/scrape.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import type { TestServer } from '@distansmote/testkit/server/testServer.ts';

const nodes = await TestNodes.create();
const start = () => nodes.start({ METRICS_TOKEN });
const [one, two, three] = [await start(), await start(), await start()];
let admin: Api;
beforeAll(async () => {
  admin = await one.signInAdmin();
});
afterAll(() => nodes.stop());
const pages: { close(): void }[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  for (const { id } of await list()) await admin.ask('DELETE', `/api/nodes/${id}/drain`);
  await vi.waitFor(async () => {
    const all = await list();
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 'running'));
    for (const node of [one, two, three])
      expect(await healthOf(node, '/health/ready')).toEqual([200, 'ready']);
  }, WAIT_OPTIONS);
});

const list = async () => (await admin.ask<NodeDescription[]>('GET', '/api/nodes')).body;
const nodeOf = async (server: TestServer) => {
  const node = (await list()).find(({ address }) => address === server.url);
  if (node === undefined) throw new Error('not in the list');
  return node;
};
const drain = async (server: TestServer, method = 'POST') =>
  admin.ask(method, `/api/nodes/${(await nodeOf(server)).id}/drain`);
const healthOf = async (server: TestServer, path: string) => {
  const answer = await fetch(`${server.url}${path}`);
  return [answer.status, ((await answer.json()) as { status: string }).status];
};
const eventually = (check: () => Promise<void>) => vi.waitFor(check, WAIT_OPTIONS);

test('every server has a line, with the people and meetings in it', async () => {
  const { callId } = await one.makeSpace('Vårdplanering Ek');
  const anna = await Page.open(two);
  pages.push(anna);
  await anna.enter(callId, 'Anna');
  await eventually(async () => {
    expect((await list()).map(({ address }) => address)).toEqual(
      [one, two, three].map((node) => node.url).toSorted(),
    );
    expect(await nodeOf(two)).toMatchObject({ people: 1, meetings: 1, mediaWorkers: 1 });
    expect(await nodeOf(one)).toMatchObject({ people: 0, meetings: 0, status: 'running' });
  });
  const told = JSON.stringify(await list());
  for (const secret of ['Ek', 'Anna', callId]) expect(told).not.toContain(secret);
});

test('one that is drained is not ready, lives on, and is ready again when that is taken back', async () => {
  expect((await drain(two)).status).toBe(204);
  await eventually(async () => {
    expect(await nodeOf(two)).toMatchObject({ status: 'draining', isDrainAsked: true });
    expect(await healthOf(two, '/health/ready')).toEqual([503, 'draining']);
  });
  expect(await healthOf(two, '/health')).toEqual([503, 'draining']);
  // For HAProxy's `disable-on-404`.
  expect(await healthOf(two, '/health/ready?draining=404')).toEqual([404, 'draining']);
  expect(await healthOf(one, '/health/ready?draining=404')).toEqual([200, 'ready']);
  expect(await healthOf(two, '/health/live')).toEqual([200, 'live']);
  expect(await healthOf(one, '/health/ready')).toEqual([200, 'ready']);
  expect((await scrape(two)).value('distansmote_cluster_draining')).toBe(1);

  expect((await drain(two, 'DELETE')).status).toBe(204);
  await eventually(async () =>
    expect(await healthOf(two, '/health/ready')).toEqual([200, 'ready']),
  );
});

test('whoever comes to one that is drained for a new meeting is led to another', async () => {
  const { callId } = await one.makeSpace();
  const room = await nodes.roomOf(one, callId);
  await drain(two);
  await eventually(async () =>
    expect(await healthOf(two, '/health/ready')).toEqual([503, 'draining']),
  );
  const anna = await Page.open(two, { query: { room } });
  pages.push(anna);
  await anna.enter(callId, 'Anna');
  expect(two.meetings.count).toBe(0);
  expect((await scrape(two)).value('distansmote_cluster_passed_on_sockets')).toBe(1);
  const gone = { reason: 'gone' };
  expect((await scrape(two)).value('distansmote_cluster_passed_on_refused_total', gone)).toBe(0);
});

test('its meetings move to others, also one that opens there all the same', async () => {
  const { callId } = await one.makeSpace();
  const anna = await ReturningPage.enter({ urls: [two.url, one.url], callId, name: 'Anna' });
  pages.push(anna);
  expect(two.meetings.count).toBe(1);
  await drain(two);
  await eventually(async () => {
    const elsewhere = await Promise.all([one, three].map((node) => node.meetings.find(callId)));
    expect(elsewhere.map((meeting) => meeting?.presentCount)).toContain(1);
    expect(await nodeOf(two)).toMatchObject({ status: 'draining', meetings: 0, people: 0 });
  });
  expect((await scrape(two)).value('distansmote_cluster_meetings_moved_total')).toBe(1);
  expect(anna.toldLeft).toEqual([]);

  // A page of an earlier version does not say where it belongs.
  const bo = await Page.open(two);
  pages.push(bo);
  await bo.enter((await one.makeSpace()).callId, 'Bo');
  await bo.waitForNotice('meetingEnded', ({ reason }) => reason === 'moved');
});

test('who drained which server is in the audit log, once', async () => {
  for (const method of ['POST', 'POST', 'DELETE', 'DELETE']) await drain(three, method);
  const { body } = await admin.ask<{ entries: { deed: string; by: object; about: string }[] }>(
    'GET',
    '/api/audit?kind=node&limit=2',
  );
  const by = { kind: 'account', name: 'admin' };
  expect(body.entries).toMatchObject([
    { deed: 'nodeDrainCancelled', by, about: three.url },
    { deed: 'nodeDrained', by, about: three.url },
  ]);
});

test('the last one that takes meetings cannot be drained', async () => {
  expect((await drain(one)).status).toBe(204);
  expect((await drain(two)).status).toBe(204);
  const refused = await drain(three);
  expect([refused.status, refused.body]).toEqual([
    409,
    expect.objectContaining({ title: 'noOtherServer' }),
  ]);
  expect(await healthOf(three, '/health/ready')).toEqual([200, 'ready']);
  expect((await admin.ask('POST', '/api/nodes/unknown/drain')).status).toBe(404);
});

test('one that is drained is ready again when the last other one is gone', async () => {
  await drain(one);
  await drain(two);
  await eventually(async () =>
    expect(await healthOf(two, '/health/ready')).toEqual([503, 'draining']),
  );
  // As when it is asked at another server in the same moment.
  await nodes.query(`update "nodes" set "mustDrain" = 1 where "address" = '${three.url}'`);
  await eventually(async () => {
    for (const node of [one, two, three])
      expect(await healthOf(node, '/health/ready')).toEqual([200, 'ready']);
    expect(await nodeOf(two)).toMatchObject({ status: 'running', isDrainAsked: true });
  });
});

test('one whose beat stands still is silent', async () => {
  await nodes.query(`insert into "nodes" ("id", "address", "startedAt", "beat", "people", "meetings", "mediaWorkers", "isDraining",
     "mustDrain", "version", "protocol") values ('ghost', 'http://127.0.0.1:1', '2026-01-01T00:00:00.000Z', 7, 0, 0, 1, 0, 0,
     '0.1.0', 1)`);
  await eventually(async () => {
    const ghost = (await list()).find(({ id }) => id === 'ghost');
    expect(ghost).toMatchObject({ status: 'silent', version: '0.1.0' });
    expect((await scrape(one)).value('distansmote_cluster_nodes')).toBe(3);
  });
  await nodes.query(`delete from "nodes" where "id" = 'ghost'`);
});

test('meetings that are held, taken over and lost are in the metrics, and how old the beat is', async () => {
  const space = await one.makeSpace();
  const { callId } = space;
  const of = async (name: string) => (await scrape(one)).value(`distansmote_cluster_${name}`);
  const anna = await Page.open(one);
  pages.push(anna);
  await anna.enter(callId, 'Anna');
  expect(await of('held_meetings')).toBe(1);
  expect(await of('meetings_moved_total')).toBe(0);
  const rows = `"openMeetings" where "spaceId" = '${space.id}'`;
  const [row] = await nodes.query(`select "room" from ${rows}`);
  await nodes.query(
    `update "openMeetings" set "nodeId" = 'gone', "epoch" = "epoch" + 1 where "spaceId" = '${space.id}'`,
  );
  await anna.waitForNotice('meetingEnded', ({ reason }) => reason === 'moved');
  expect(await of('meetings_moved_total')).toBe(1);
  expect(await of('held_meetings')).toBe(0);
  expect(await nodes.query(`select "room" from ${rows}`)).toEqual([row]);

  const bo = await Page.open(one);
  pages.push(bo);
  await bo.enter(callId, 'Bo');
  expect(await of('takeovers_total')).toBe(1);
  expect(await of('held_meetings')).toBe(1);
  expect(await of('beat_failures_total')).toBe(0);
  expect(await of('beat_age_seconds')).toBeGreaterThanOrEqual(0);
});
