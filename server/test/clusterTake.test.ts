// A meeting that was to move to another server and did not: nobody is led there, and nothing of it comes back.
import { afterAll, afterEach, expect, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { CLUSTER_SECRET, type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { Peers } from '../src/cluster/peers.ts';
import { meetingState } from '../src/meetings/meetingState.ts';

const nodes = await TestNodes.create();
const here = await nodes.start();
const there = await nodes.start();
const peers = new Peers(CLUSTER_SECRET);
afterAll(async () => {
  peers.close();
  await nodes.stop();
});

const pages: Page[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function open(node: TestNode, room: string): Promise<Page> {
  const page = await Page.open(node, { query: { room } });
  pages.push(page);
  return page;
}

/** A locked meeting is sent to `there`; its row is another's, or nobody's. */
async function take() {
  const { callId } = await here.makeSpace();
  const room = await nodes.roomOf(here, callId);
  const to = { id: there.nodeId, address: there.url };
  await peers.send(to, { type: 'take', room, state: meetingState.parse({ isLocked: true }) });
  return { callId, room };
}

test('its people are led to the server that has it', async () => {
  const { callId, room } = await take();
  const anna = await open(here, room);
  await anna.enter(callId, 'Anna');
  const bo = await open(there, room);
  await bo.enter(callId, 'Bo');
  expect(here.meetings.presentCounts.get(callId)).toBe(2);
});

test('once it is over, the next one knows nothing of it', async () => {
  const { callId, room } = await take();
  const anna = await open(there, room);
  await anna.enter(callId, 'Anna');
  expect((await there.meetings.find(callId))?.isLocked).toBe(false);
});

test('a server without its database gives a meeting away once, however often it asks, and none that another has taken', async () => {
  const { callId, id: spaceId } = await here.makeSpace();
  const room = await nodes.roomOf(here, callId);
  const from = await nodes.addNode('http://127.0.0.1:1');
  await nodes.addMeeting({ room, spaceId, nodeId: from });
  const to = { id: there.nodeId, address: there.url };
  const ask = async (epoch: number, giver = from) =>
    (await peers.send(to, { type: 'takeOver', room, epoch, from: giver })).isDone;
  expect(await ask(2)).toBe(false);
  expect(await ask(1, here.nodeId)).toBe(false);
  expect([await ask(1), await ask(1)]).toEqual([true, true]);
  const [row] = await nodes.query(
    `select "nodeId", "epoch" from "openMeetings" where "room" = '${room}'`,
  );
  expect(row?.['nodeId']).toBe(there.nodeId);
  // As after it has taken the meeting over because the giver seemed dead.
  expect(await ask(Number(row?.['epoch']))).toBe(false);
});
