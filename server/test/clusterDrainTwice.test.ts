// A server that is emptied while a meeting is still coming to it from another one hands on what it will be, not what it was.
import { randomUUID } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';

vi.setConfig({ testTimeout: 120_000 });

const WAIT = { timeout: 30_000, interval: 10 };

const nodes = await TestNodes.create();
const first = await nodes.start();
// The oldest of those that are equally empty gets the meeting.
const second = await nodes.start();
const third = await nodes.start();
afterAll(() => nodes.stop());

const pages: ReturningPage[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function enter(callId: CallId, name: string, isOld = false) {
  const urls = [first.url, second.url, third.url];
  const page = await ReturningPage.enter({ urls, callId, name, isOld });
  pages.push(page);
  return page;
}

const openAt = async (node: TestNode, callId: CallId) => {
  const meeting = await node.meetings.find(callId);
  if (meeting === undefined) throw new Error('it is not open there');
  return meeting;
};

test('a meeting that awaits its last state is not handed on before it has come', async () => {
  await waitFor(
    async () =>
      expect(await nodes.query('select "id" from "nodes" where "beat" < 3')).toHaveLength(0),
    WAIT,
  );
  const { callId } = await first.makeSpace();
  const anna = await enter(callId, 'Anna');
  // Holds the meeting up at the first server.
  const bo = await enter(callId, 'Bo', true);
  const meeting = await openAt(first, callId);
  const leavesFirst = first.drain?.(0);
  await waitFor(() => expect(meeting.departure.isUnderWay).toBe(true), WAIT);
  const onTheWay = await waitFor(() => openAt(second, callId), WAIT);
  const wasComplete: boolean[] = [];
  const handOver = onTheWay.handOver.bind(onTheWay);
  vi.spyOn(onTheWay, 'handOver').mockImplementation(() => {
    wasComplete.push(onTheWay.arrival.awaited === undefined);
    return handOver();
  });
  const leavesSecond = second.drain?.(0);
  const [person] = meeting.persons;
  if (person === undefined) throw new Error('nobody is there');
  const text = randomUUID();
  meeting.sendMessage(person, { id: randomUUID(), to: 'everybody', text });
  meeting.setLocked(true);
  await Promise.all([leavesFirst, leavesSecond]);
  for (const page of [anna, bo]) await page.untilThere(WAIT.timeout);
  await waitFor(() => expect(third.meetings.presentCounts.get(callId)).toBe(2), WAIT);
  const there = await openAt(third, callId);
  expect(there.isLocked).toBe(true);
  const reader = there.find(person.id);
  if (reader === undefined) throw new Error('she has not come');
  expect(there.readMessages(reader, 0).messages.map((message) => message.text)).toEqual([text]);
  expect(wasComplete).not.toEqual([]);
  expect(wasComplete).not.toContain(false);
  for (const page of [anna, bo]) expect(page.toldLeft).toEqual([]);
});
