// A meeting that moves to another server, or whose server died: who comes back is as before, and who was out stays out.
import { randomUUID } from 'node:crypto';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Caller, linkedPhoneTests } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { readDoor } from '../src/meetings/door.ts';
import type { Meeting } from '../src/meetings/meeting.ts';
import { type MeetingState, meetingState } from '../src/meetings/meetingState.ts';
import { RETURN_MS } from '../src/meetings/returning.ts';
import { MAX_PRESENT } from '../src/meetings/seats.ts';

const tests = await linkedPhoneTests();
const { server, open, meetingOf } = tests;

/** What the next server knows, as it comes over the wire. */
const handedOver = (meeting: Meeting): MeetingState =>
  meetingState.parse(JSON.parse(JSON.stringify(meeting.handOver())));
const doorOf = (meeting: Meeting) => readDoor(meeting.door);

/** Ends it here, and opens it with what the next server would know. */
async function move(
  callId: CallId,
  known: (meeting: Meeting) => MeetingState | undefined = handedOver,
): Promise<Meeting> {
  const former = known(await meetingOf(callId));
  // Not `moved`, after which pages come by another socket.
  await server.meetings.end(callId, 'mediaFailed');
  return server.meetings.open(callId, former);
}

/** As a page would by itself. */
async function comeBack(page: Page, callId: CallId, name: string, tracks = [offer('microphone')]) {
  page.notices.length = 0;
  return page.enter(callId, name, tracks);
}

async function meet() {
  const { callId } = await server.makeSpace();
  const { page: convener } = await openStaff(server, 'administrator');
  onTestFinished(() => convener.close());
  const [anna, bo] = [await open(), await open()];
  const { participantId: convenerId } = await convener.enter(callId, 'Karin');
  const { participantId: annaId } = await anna.enter(callId, 'Anna', [offer('microphone')]);
  const { participantId: boId } = await bo.enter(callId, 'Anna', [offer('microphone')]);
  return { callId, convener, convenerId, anna, annaId, bo, boId };
}

const admissionOf = async (page: Page, callId: CallId) => {
  const { rtpCapabilities, credentials } = page;
  const answer = await page.ask('prepare', { callId, ...credentials, rtpCapabilities });
  return answer.ok ? 'admitted' : answer.refusal.code;
};

test.each([
  ['that moves', handedOver],
  ['whose server died', doorOf],
])(
  'a locked meeting %s stays locked: those inside get in again, and nobody else',
  async (_, known) => {
    const { callId, convener, anna, bo, boId } = await meet();
    await convener.request('removeParticipant', { participantId: boId });
    await convener.request('setLocked', { isLocked: true });
    const meeting = await move(callId, known);
    // First: they find the meeting empty.
    expect(await admissionOf(await open(), callId)).toBe('locked');
    expect(await admissionOf(bo, callId)).toBe('removed');
    expect(meeting.closed).toBe(false);
    expect((await comeBack(anna, callId, 'Anna')).isLocked).toBe(true);
    await comeBack(convener, callId, 'Karin');
    await convener.request('setLocked', { isLocked: false });
    expect(await admissionOf(bo, callId)).toBe('needsLobby');
    expect(await admissionOf(await open(), callId)).toBe('admitted');
  },
);

test('hands are up since when they were, and one that a convener has taken down stays down', async () => {
  const { callId, convener, anna, annaId, bo, boId } = await meet();
  await anna.request('raiseHand', {});
  await bo.request('raiseHand', {});
  const { at } = await convener.waitForNotice(
    'handRaised',
    ({ participantId }) => participantId === annaId,
  );
  await convener.request('lowerHandOf', { participantId: boId });
  const meeting = await move(callId);
  await comeBack(convener, callId, 'Karin');
  expect((await comeBack(anna, callId, 'Anna')).handRaisedAt).toBe(at);
  expect((await comeBack(bo, callId, 'Anna')).handRaisedAt).toBeNull();
  const { participant } = await convener.waitForNotice(
    'participantJoined',
    ({ participant: { id } }) => id === annaId,
  );
  expect(participant.handRaisedAt).toBe(at);
  // A page of an earlier version raises it itself: it is not the last one then.
  await anna.request('raiseHand', {});
  expect(meeting.find(annaId)?.handRaisedAt).toBe(at);
});

test('real-time text goes on where it was, and what is sent again is not written twice', async () => {
  const { callId, anna, annaId, bo } = await meet();
  await anna.request('writeText', { seq: 1, text: 'Hej\u2028Jag s' });
  await move(callId);
  await comeBack(bo, callId, 'Anna');
  await comeBack(anna, callId, 'Anna');
  const { lines, writing, lastSeq } = await anna.request('readText', {});
  expect(lines.map(({ text }) => text)).toEqual(['Hej']);
  expect(writing).toEqual([{ participantId: annaId, text: 'Jag s' }]);
  expect(lastSeq).toBe(1);
  await anna.request('writeText', { seq: 1, text: 'Hej\u2028Jag s' });
  await anna.request('writeText', { seq: 2, text: 'er' });
  const { text } = await bo.waitForNotice('textWritten', ({ text: one }) => one === 'er');
  expect(text).toBe('er');
});

test('the chat is read by those who could, and names are told apart as before', async () => {
  const { callId, convener, convenerId, anna, annaId, bo, boId } = await meet();
  const say = (page: Page, to: typeof boId | 'everybody', text: string) =>
    page.request('sendMessage', { id: randomUUID(), to, text });
  await say(anna, 'everybody', 'till alla');
  await say(anna, convenerId, 'till Karin');
  await say(bo, boId, 'till mig');
  await move(callId);
  // In another order than before.
  await comeBack(bo, callId, 'Anna');
  expect((await comeBack(anna, callId, 'Anna')).hasMessages).toBe(true);
  const { participants } = await comeBack(convener, callId, 'Karin');
  expect(participants.map(({ id, name }) => [id, name])).toEqual([
    [boId, 'Anna (2)'],
    [annaId, 'Anna'],
  ]);
  const readBy = async (page: Page) => (await page.history()).map(({ text }) => text);
  expect(await readBy(convener)).toEqual(['till alla', 'till Karin']);
  expect(await readBy(anna)).toEqual(['till alla', 'till Karin']);
  expect(await readBy(bo)).toEqual(['till alla', 'till mig']);
  const newcomer = await open();
  await newcomer.enter(callId, 'Elsa');
  expect(await readBy(newcomer)).toEqual(['till alla']);
});

test('whom a convener muted while their page was away is told of it, and not heard', async () => {
  const { callId, convener, anna, annaId } = await meet();
  await convener.request('muteParticipant', { participantId: annaId });
  const meeting = await move(callId);
  await comeBack(anna, callId, 'Anna');
  expect(await anna.waitForNotice('muted')).toEqual({ byName: 'Karin' });
  await eventually(() => meeting.find(annaId)?.microphoneTrack?.isPaused, true);
});

test('a dial-in PIN leads to its person, before their page is back and after it', async () => {
  const { callId, anna, annaId, pin } = await tests.meetWithPhone();
  await anna.request('setLinkedPhoneMuted', { isMuted: true });
  const meeting = await move(callId);
  const phone = await tests.ring(callId, pin, new Caller());
  expect(phone.personId).toBe(annaId);
  expect(meeting.find(annaId)?.microphone.isMuted, 'muted as before').toBe(true);
  expect((await comeBack(anna, callId, 'Anna', [])).linkedPhone).toMatchObject({ isMuted: true });
  expect(meeting.presentCount).toBe(1);
});

test('the spotlight stays on somebody until they have not come back in time', async () => {
  const { callId, convener, anna, annaId, boId } = await meet();
  await convener.request('setSpotlight', { participantId: annaId });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const meeting = await move(callId);
    expect((await comeBack(convener, callId, 'Karin')).spotlightId).toBe(annaId);
    expect(meeting.memory.standingOf(boId)).toBe('present');
    await comeBack(anna, callId, 'Anna');
    vi.advanceTimersByTime(RETURN_MS);
    expect(meeting.spotlight.personIds).toEqual([annaId]);
    expect(meeting.memory.standingOf(boId)).toBe('known');

    const next = await move(callId);
    expect((await comeBack(convener, callId, 'Karin')).spotlightId).toBe(annaId);
    vi.advanceTimersByTime(RETURN_MS);
    expect(next.spotlight.personIds).toEqual([]);
    expect(next.closed).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test('a meeting to which nobody comes back closes', async () => {
  const { callId } = await meet();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const meeting = await move(callId);
    meeting.closeIfEmpty();
    expect(meeting.closed).toBe(false);
    vi.advanceTimersByTime(RETURN_MS);
    expect(meeting.closed).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('when all have come back and left again it closes at once, and it has been one meeting', async () => {
  const { callId, convener, anna, bo } = await meet();
  const startedAt = (await meetingOf(callId)).handOver().startedAt;
  const meeting = await move(callId);
  expect(meeting.handOver()).toMatchObject({ startedAt, mostPresent: 3 });
  for (const [page, name] of [
    [convener, 'Karin'],
    [anna, 'Anna'],
    [bo, 'Anna'],
  ] as const)
    await comeBack(page, callId, name);
  for (const page of [convener, anna, bo]) await page.request('leave', {});
  expect(meeting.closed).toBe(true);
});

test('a blocked browser is kept out by the next server, and nobody who came back is missing a seat', async () => {
  const { callId, convener, anna, bo, boId } = await meet();
  await convener.request('removeParticipant', { participantId: boId, isBlocked: true });
  const meeting = await move(callId);
  expect(meeting.memory.seatsTaken).toBe(2);
  expect(await admissionOf(bo, callId)).toBe('removed');
  await comeBack(anna, callId, 'Anna');
  expect(meeting.memory.seatsTaken).toBe(2);
  await comeBack(convener, callId, 'Karin');
  expect(meeting.handOver().persons).toHaveLength(2);
});

test('a block concerns those, too, who are to come back', async () => {
  const { callId, convener, anna, bo, annaId, boId } = await meet();
  const answer = await fetch(`${server.url}/api/meetings/${callId}`);
  const { browserToken } = (await answer.json()) as MeetingLookUp;
  // Two tabs of a browser.
  for (const page of [anna, bo]) {
    page.browserToken = browserToken;
    await comeBack(page, callId, 'Anna');
  }
  const meeting = await move(callId);
  for (const page of [convener, anna]) await comeBack(page, callId, 'Anna');
  expect(meeting.memory.returning.has(boId)).toBe(true);
  await convener.request('removeParticipant', { participantId: annaId, isBlocked: true });
  expect(meeting.memory.seatsTaken).toBe(1);
  expect(await admissionOf(bo, callId)).toBe('removed');
});

test('the seats of those who are to come back are theirs', async () => {
  const { callId, anna } = await meet();
  const person = { name: 'Gäst', displayName: 'Gäst', isConvener: false };
  const others = Array.from({ length: MAX_PRESENT - 3 }, () => ({ ...person, id: randomUUID() }));
  await move(callId, (meeting) => {
    const { persons, ...state } = handedOver(meeting);
    return meetingState.parse({ ...state, persons: [...persons, ...others] });
  });
  expect(await admissionOf(await open(), callId)).toBe('meetingFull');
  expect(await admissionOf(anna, callId)).toBe('admitted');
});
