// Pages on a cluster, as people have them open: one click leads in at any server, and none is needed when one goes away.
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { startTestServer, UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import type { CallId } from '@distansmote/shared/ids.ts';

const nodes = await TestNodes.create();
const stays = await nodes.start();
const other = await nodes.start();
afterAll(() => nodes.stop());

const pages: { close(): void }[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

/** @param at where each of its attempts arrives, one after another. */
async function enter(callId: CallId, name: string, ...at: TestNode[]): Promise<ReturningPage> {
  const page = await ReturningPage.enter({ urls: at.map(({ url }) => url), callId, name });
  pages.push(page);
  return page;
}

const holdersOf = (callId: CallId) =>
  [stays, other].filter((node) => node.meetings.presentCounts.has(callId));

const untilAllThere = (all: ReturningPage[]) =>
  vi.waitFor(() => {
    const names = all.map(({ name }) => name);
    for (const page of all) {
      expect(page.isThere).toBe(true);
      expect(page.others).toEqual(names.filter((name) => name !== page.name).toSorted());
    }
  }, WAIT_OPTIONS);

test('whoever comes to another server than the meeting is in it by one click', async () => {
  const { callId } = await stays.makeSpace();
  const anna = await enter(callId, 'Anna', stays);
  const bo = await enter(callId, 'Bo', other);
  const eva = await enter(callId, 'Eva', other, stays);
  await untilAllThere([anna, bo, eva]);
  expect(holdersOf(callId)).toEqual([stays]);
});

test('those who come at once at two servers are together', async () => {
  const { callId } = await stays.makeSpace();
  const all = await Promise.all(
    ['Anna', 'Bo', 'Eva', 'Kim'].map((name, at) =>
      enter(callId, name, ...(at % 2 === 0 ? [stays, other] : [other, stays])),
    ),
  );
  await untilAllThere(all);
  expect(holdersOf(callId)).toHaveLength(1);
});

test('when the server of a meeting stops, all are back at another, and nobody is told that somebody left', async () => {
  const stops = await nodes.start();
  const { callId } = await stops.makeSpace();
  const all = [
    await enter(callId, 'Anna', stops, stays),
    // By a server that goes on.
    await enter(callId, 'Bo', other),
    await enter(callId, 'Eva', stops, other),
  ];
  await untilAllThere(all);
  const told = all.map((page) => page.told.length);
  await stops.stop();
  const absences = () => all.map((page) => page.absences.length);
  await vi.waitFor(() => expect(absences()).toEqual([1, 1, 1]), WAIT_OPTIONS);
  await untilAllThere(all);
  expect(holdersOf(callId)).toHaveLength(1);
  expect(all.map((page) => page.told.length)).toEqual(told);
  expect(absences()).toEqual([1, 1, 1]);
});

test('a meeting that is taken by another server goes on there, and nobody is told that somebody left', async () => {
  const { id, callId } = await stays.makeSpace();
  const all = [await enter(callId, 'Anna', stays), await enter(callId, 'Bo', other)];
  await untilAllThere(all);
  const told = all.map((page) => page.told.length);
  await nodes.query(
    `update "openMeetings" set "nodeId" = '${other.nodeId}', "epoch" = "epoch" + 1 where "spaceId" = '${id}'`,
  );
  await vi.waitFor(
    () => expect(all.map(({ absences }) => absences.length)).toEqual([1, 1]),
    WAIT_OPTIONS,
  );
  await untilAllThere(all);
  expect(holdersOf(callId)).toHaveLength(1);
  expect(all.map((page) => page.told.length)).toEqual(told);
});

test('who waits in the lobby of a server that stops waits at the next one', async () => {
  const stops = await nodes.start();
  const space = await stops.spaces.create({ name: 'Möte', ownerId: null, lobby: 'everybody' });
  const anna = await enter(space.callId, 'Anna', stops, stays);
  expect(anna.state).toBe('inLobby');
  await stops.stop();
  await vi.waitFor(
    () => expect([anna.absences.length, anna.isCutOff]).toEqual([1, false]),
    WAIT_OPTIONS,
  );
  expect(anna.state).toBe('inLobby');
  const { page: convener } = await openStaff(stays, 'administrator');
  pages.push(convener);
  const { lobby } = await convener.enter(space.callId, 'Karin');
  for (const { id } of lobby) await convener.request('admit', { participantId: id });
  await anna.untilThere(WAIT_OPTIONS.timeout);
  expect(anna.others).toEqual(['Karin']);
});

test('every server tells the same room to whoever has found the number, and none to who tries numbers', async () => {
  const asks = await nodes.start(
    { TRUSTED_PROXIES: '127.0.0.1' },
    { guessLimits: { delaysMs: [] } },
  );
  const { callId } = await stays.makeSpace();
  const lookUp = async (number: string, address: string) => {
    const headers = { 'X-Forwarded-For': address };
    const answer = await fetch(`${asks.url}/api/meetings/${number}`, { headers });
    return (await answer.json()) as Partial<MeetingLookUp>;
  };
  const room = await nodes.roomOf(stays, callId);
  expect(room).toMatch(/^[\w-]{16}$/);
  expect(await nodes.roomOf(other, callId)).toBe(room);
  expect((await lookUp(callId, '192.0.2.1')).room).toBe(room);
  for (let guess = 0; guess <= GUESS_LIMITS.perClient; guess += 1)
    await lookUp(UNKNOWN_CALL_ID, '192.0.2.2');
  for (const number of [callId, UNKNOWN_CALL_ID])
    expect(await lookUp(number, '192.0.2.2')).toMatchObject({ isNumberChecked: false, room: null });
});

test('a page says whether it comes from a cluster, so that its socket need not wait where there is none', async () => {
  const alone = await startTestServer();
  onTestFinished(() => alone.stop());
  const { callId } = await alone.makeSpace();
  const pageOf = async ({ url }: { url: string }) =>
    (await fetch(`${url}/meeting/${callId}`)).text();
  expect(await pageOf(stays)).toContain('<meta name="cluster"></head>');
  expect(await pageOf(alone)).not.toContain('name="cluster"');
  expect(await nodes.roomOf(alone, callId)).toBe(null);
});
