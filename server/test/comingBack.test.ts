// Rejoining: the same person key is the same participant, nobody sees a leave or a join, and nobody can take over
// another person.
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();

async function openAgain(personKey: string): Promise<Page> {
  const page = await open();
  page.personKey = personKey;
  return page;
}

test("a new socket replaces one's own session without notices, while the old socket seems alive", async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo', [offer('microphone')]);
  await bo.request('raiseHand', {});
  await anna.waitForNotice('handRaised');
  // Consumers are created asynchronously: the microphone may be announced after the hand.
  await anna.waitForNotice('trackStarted');
  anna.notices.length = 0;

  const again = await openAgain(bo.personKey);
  const entered = await again.enter(callId, 'Bo', [offer('microphone'), offer('camera')]);
  expect(entered.participantId).toBe(participantId);
  expect(entered.tracks, "not one's own").toEqual([]);
  expect(entered.participants.map(({ name }) => name)).toEqual(['Anna']);
  await anna.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
  expect(anna.noticeNames).not.toContain('participantJoined');
  expect(anna.noticeNames).not.toContain('participantLeft');
  expect(anna.noticeNames.slice(0, 2)).toEqual(['trackStopped', 'participantReturned']);
  const { participant } = await anna.waitForNotice('participantReturned');
  expect(participant.handRaisedAt, 'the hand is up still').not.toBeNull();

  await bo.waitForNotice('sessionReplaced');
  expect(await bo.expectRefusal('raiseHand', {})).toEqual({ code: 'notJoined' });
  bo.close();
  await eventually(() => server.signalling.connectionCount, 2);
  expect(anna.noticeNames).not.toContain('participantLeft');
});

test('on the same socket a page may prepare again while present, without leaving', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna', [offer('camera')]);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await anna.waitForNotice('trackStarted');
  anna.notices.length = 0;
  const again = await bo.prepare(callId);
  expect(again.tracks.map(({ source }) => source)).toEqual(['camera']);
  expect(anna.noticeNames).toEqual([]);
  await bo.request('join', { name: 'Bo', profession: '', tracks: [offer('microphone')] });
  await anna.waitForNotice('trackStarted');
  expect(anna.noticeNames).toEqual(['trackStopped', 'participantReturned', 'trackStarted']);
  expect(bo.noticeNames).not.toContain('sessionReplaced');
  await bo.request('leave', {});
  await anna.waitForNotice('participantLeft');
  expect(anna.all('participantLeft')).toHaveLength(1);
});

test('leaving while prepared again leaves the meeting', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  await bo.enter(callId, 'Bo');
  await bo.prepare(callId);
  await bo.prepare(callId);
  bo.close();
  await anna.waitForNotice('participantLeft');
  anna.close();
  await eventually(() => server.meetings.count, 0);
  expect(await server.mediaWorkers.dump()).toEqual({ routers: 0, transports: 0 });
});

test('a page can move from one meeting to another', async () => {
  const first = await server.makeSpace();
  const second = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(first.callId, 'Anna');
  const { participantId } = await bo.enter(first.callId, 'Bo');
  const there = await bo.enter(second.callId, 'Bo');
  expect(there.participantId, 'nobody is known by it in another meeting').not.toBe(participantId);
  await anna.waitForNotice('participantLeft');
});

test('the same key is the same participant after a restart, and another key is another', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const { participantId } = await anna.prepare(callId);
  expect((await (await openAgain(anna.personKey)).prepare(callId)).participantId).toBe(
    participantId,
  );
  expect((await (await open()).prepare(callId)).participantId).not.toBe(participantId);
});
