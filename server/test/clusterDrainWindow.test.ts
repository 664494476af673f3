// What is done to a meeting while its people get ready at another server holds there too, and what ends does not come back.
import { randomUUID } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import type { ReturningPageOptions } from '@distansmote/testkit/browser/returningPageOptions.ts';
import { RequestRefused } from '@distansmote/testkit/browser/signallingSocket.ts';
import { signInStaff } from '@distansmote/testkit/browser/staff.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

const WAIT = { timeout: 20_000, interval: 10 };

const nodes = await TestNodes.create();
const stays = await nodes.start();
afterAll(() => nodes.stop());

const pages: ReturningPage[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function enter(
  urls: string[],
  callId: CallId,
  name: string,
  options: Pick<ReturningPageOptions, 'isOld' | 'headers'> = {},
) {
  const page = await ReturningPage.enter({ urls, callId, name, ...options });
  pages.push(page);
  return page;
}

const openAt = async (node: TestNode, callId: CallId) => {
  const meeting = await node.meetings.find(callId);
  if (meeting === undefined) throw new Error('it is not open there');
  return meeting;
};

const beatOf = async ({ nodeId }: TestNode) =>
  Number((await nodes.query(`select "beat" from "nodes" where "id" = '${nodeId}'`))[0]?.['beat']);

/** Until that server knows all that are there now. */
async function untilPolled(node: TestNode): Promise<void> {
  const before = await beatOf(node);
  await waitFor(async () => expect(await beatOf(node)).toBeGreaterThan(before + 1), WAIT);
}

/** A locked meeting with a message, which waits for one page that does not know how to get ready. */
async function onTheWay() {
  const drains = await nodes.start();
  await untilPolled(stays);
  const { callId } = await drains.makeSpace();
  const urls = [drains.url, stays.url];
  const anna = await enter(urls, callId, 'Anna');
  const bo = await enter(urls, callId, 'Bo', { isOld: true });
  const meeting = await openAt(drains, callId);
  const [person] = meeting.persons;
  if (person === undefined) throw new Error('nobody is there');
  meeting.sendMessage(person, { id: randomUUID(), to: 'everybody', text: 'hej' });
  meeting.setLocked(true);
  const drained = drains.drain?.(0);
  await waitFor(() => expect(meeting.departure.isUnderWay).toBe(true), WAIT);
  const there = await waitFor(() => openAt(stays, callId), WAIT);
  return { drains, callId, anna, bo, meeting, there, drained };
}

test('a lock holds for those in the lobby, also when all others leave while they get ready', async () => {
  const drains = await nodes.start();
  await untilPolled(stays);
  const { callId, id } = await drains.makeSpace();
  const urls = [drains.url, stays.url];
  const anna = await enter(urls, callId, 'Anna');
  // Holds the meeting up.
  const bo = await enter(urls, callId, 'Bo', { isOld: true });
  await drains.spaces.change(id, { lobby: 'everybody' });
  const lars = await enter(urls, callId, 'Lars');
  expect(lars.state).toBe('inLobby');
  await drains.spaces.change(id, { lobby: 'none' });
  const meeting = await openAt(drains, callId);
  meeting.setLocked(true);
  const drained = drains.drain?.(0);
  await waitFor(() => expect(meeting.departure.isUnderWay).toBe(true), WAIT);
  await waitFor(() => openAt(stays, callId), WAIT);
  await anna.leave();
  await bo.leave();
  await drained;
  await waitFor(async () => {
    const { lobbyGuests } = await openAt(stays, callId);
    expect(lobbyGuests.map(({ name }) => name)).toEqual(['Lars']);
  }, WAIT);
  expect(lars.state).toBe('inLobby');
  expect((await openAt(stays, callId)).isLocked).toBe(true);
  await expect(enter([stays.url], callId, 'David')).rejects.toThrow('locked');
  await drains.stop();
});

async function expectNew(callId: CallId): Promise<void> {
  await enter([stays.url], callId, 'David');
  const { isLocked, chat, presentCount } = await openAt(stays, callId);
  expect({ isLocked, chat: chat.state.chat, presentCount }).toEqual({
    isLocked: false,
    chat: [],
    presentCount: 1,
  });
}

test.each(['is ended', 'empties'])(
  'a meeting that %s while its people get ready is a new one for whoever comes next',
  async (how) => {
    const { drains, callId, anna, bo, meeting, drained } = await onTheWay();
    if (how === 'is ended') meeting.end('endedByConvener');
    else {
      await bo.leave();
      await anna.leave();
    }
    await drained;
    anna.close();
    await expectNew(callId);
    await drains.stop();
  },
);

test('a lock is known at the other server before the meeting moves', async () => {
  const { drains, callId, anna, meeting, there, drained } = await onTheWay();
  const taken = vi.spyOn(there.arrival, 'take');
  meeting.setLocked(false);
  await waitFor(
    () =>
      expect(taken).toHaveBeenCalledWith(
        expect.objectContaining({ isPreliminary: true, isLocked: false }),
      ),
    WAIT,
  );
  await drained;
  await anna.untilThere(WAIT.timeout);
  expect((await openAt(stays, callId)).isLocked).toBe(false);
  await drains.stop();
});

test.each(['the server that it leaves', 'the server that it moves to'])(
  'a meeting that is ended by %s ends at both',
  async (where) => {
    const { drains, callId, anna, bo, meeting, there, drained } = await onTheWay();
    const asked = where === 'the server that it leaves' ? drains : stays;
    expect(await (await asked.meetings.reach(callId)).end('endedByConvener')).toBe(true);
    expect([meeting.closed, there.closed]).toEqual([true, true]);
    await drained;
    await waitFor(() => expect([anna.endedBy, bo.endedBy]).not.toContain(undefined), WAIT);
    await expectNew(callId);
    await drains.stop();
  },
);

test('a renewed guest link is so at both servers', async () => {
  const { drains, callId, anna, meeting, there, drained } = await onTheWay();
  const forgotten = [meeting, there].map(({ moderation }) => vi.spyOn(moderation, 'forgetAbsent'));
  await (await drains.meetings.reach(callId)).forgetAbsent();
  for (const forget of forgotten) expect(forget).toHaveBeenCalled();
  await drained;
  await anna.untilThere(WAIT.timeout);
  await drains.stop();
});

test('what a convener does once the last state is on its way is refused there, and holds where it is done anew', async () => {
  const drains = await nodes.start();
  await untilPolled(stays);
  const { callId } = await drains.makeSpace();
  const urls = [drains.url, stays.url];
  const { cookie } = await signInStaff(drains, 'administrator');
  const karin = await enter(urls, callId, 'Karin', { headers: { cookie } });
  const anna = await enter(urls, callId, 'Anna');
  const bo = await enter(urls, callId, 'Bo');
  if (anna.id === undefined || bo.id === undefined) throw new Error('they are not there');
  const [who, other] = [{ participantId: anna.id }, { participantId: bo.id }];
  const deeds = [
    () => karin.request('removeParticipant', who),
    () => karin.request('removeParticipant', { ...other, isBlocked: true }),
    () => karin.request('muteParticipant', who),
    () => karin.request('setLocked', { isLocked: true }),
  ];
  const refusals: string[] = [];
  const handedOver = drains.meetings.handedOver.bind(drains.meetings);
  // Called once it is frozen; the word to go follows.
  vi.spyOn(drains.meetings, 'handedOver').mockImplementation(async (one) => {
    for (const deed of deeds)
      await deed().then(
        () => refusals.push('done'),
        (error: unknown) =>
          refusals.push(error instanceof RequestRefused ? error.code : String(error)),
      );
    return handedOver(one);
  });
  await drains.drain?.(0);
  expect(refusals).toEqual(deeds.map(() => 'notJoined'));
  for (const page of [karin, anna, bo]) await page.untilThere(WAIT.timeout);
  await waitFor(() => expect(stays.meetings.presentCounts.get(callId)).toBe(3), WAIT);
  const there = await openAt(stays, callId);
  expect(there.isLocked).toBe(false);
  await karin.request('setLocked', { isLocked: true });
  await karin.request('removeParticipant', who);
  await waitFor(() => expect(anna.endedBy).toBe('removed'), WAIT);
  expect([there.isLocked, there.presentCount]).toEqual([true, 2]);
  await drains.stop();
});
