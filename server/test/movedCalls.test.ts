// Calls of a meeting that moves to another server: each comes back as who it was, linked telephones in any order, and whoever
// was in the lobby waits there again.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test, vi } from 'vitest';
import { Caller, linkedPhoneTests } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import type { KnownCaller } from '../src/calls/callEntrant.ts';
import type { Meeting } from '../src/meetings/meeting.ts';
import { type MeetingState, meetingState } from '../src/meetings/meetingState.ts';
import { Microphone } from '../src/meetings/microphone.ts';
import { RETURN_MS } from '../src/meetings/returning.ts';
import { MAX_PRESENT } from '../src/meetings/seats.ts';

const tests = await linkedPhoneTests();
const { server, open, meetWithPhone, meetingOf } = tests;

/** Ends it here, and opens it with what the next server would know. */
async function move(
  callId: CallId,
  change: (state: MeetingState) => MeetingState = (state) => state,
): Promise<Meeting> {
  const meeting = await meetingOf(callId);
  const former = meetingState.parse(JSON.parse(JSON.stringify(meeting.handOver())));
  // Not `moved`, after which pages come by another socket.
  await server.meetings.end(callId, 'mediaFailed');
  return server.meetings.open(callId, change(former));
}

/** As a page would by itself. */
async function comeBack(page: Page, callId: CallId, tracks = [offer('microphone')]) {
  page.notices.length = 0;
  return page.enter(callId, 'Anna', tracks);
}

async function ringAgain(callId: CallId, known: KnownCaller) {
  const caller = new Caller();
  const entry = await tests.joinFlow.enterChecked(callId, caller, known);
  if (entry.type !== 'entered') throw new Error(`not in the meeting: ${JSON.stringify(entry)}`);
  entry.offerTracks();
  return { ...entry, caller };
}

const linked = (id: ParticipantId, isMuted = false): KnownCaller => ({
  id,
  name: { name: 'Anna', profession: '' },
  isLinked: true,
  microphone: new Microphone(isMuted, 'self'),
});

test('a page that is back before its linked telephone stays silent and linked, for itself and others', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const meeting = await move(callId);
  await bo.enter(callId, 'Bo');
  // Its microphone would be heard beside the telephone, and say what the person does not expect to be heard.
  const { linkedPhone } = await comeBack(anna, callId);
  expect(linkedPhone).toEqual({ isMuted: false, isTurned: false });
  expect(meeting.find(annaId)?.microphoneTrack).toBeUndefined();
  const { participant } = await bo.waitForNotice(
    'participantJoined',
    ({ participant: { id } }) => id === annaId,
  );
  expect(participant).toMatchObject({ name: 'Anna', kind: 'browser', speaksByPhone: true });

  const { person, leg } = await ringAgain(callId, linked(annaId));
  expect(person).toBe(meeting.find(annaId));
  expect(person.legs.map(({ kind }) => kind)).toEqual(['browser', 'phone']);
  expect(person.audioLeg).toBe(leg);
  expect(leg.media.track.isPaused).toBe(false);
  expect(anna.all('linkedPhoneChanged').map(({ linkedPhone: now }) => now)).not.toContain(null);
  expect(bo.noticeNames).not.toContain('participantLeft');
  expect(meeting.presentCount).toBe(2);
});

test('a telephone that is back before the page is the same person: name, hand, muted, and a convener in the list', async () => {
  const { callId, convener, convenerId, cookie } = await tests.conveneMeeting();
  await convener.request('raiseHand', {});
  const { pin } = await convener.request('requestDialIn', {});
  await tests.ring(callId, pin, new Caller());
  await convener.request('setLinkedPhoneMuted', { isMuted: true });
  const meeting = await move(callId);
  const { handRaisedAt } = meeting.memory.returning.find(convenerId) ?? {};

  const known = { ...linked(convenerId, true), name: { name: 'Karin', profession: '' } };
  const { person, leg } = await ringAgain(callId, known);
  expect(person.describe()).toMatchObject({ id: convenerId, name: 'Karin', handRaisedAt });
  expect(person.isConvener, 'a telephone does not moderate').toBe(false);
  const page = await open({ extraHeaders: { cookie } });
  page.personKey = convener.personKey;
  const joined = await page.enter(callId, 'Karin', [offer('microphone')]);
  expect(joined).toMatchObject({ participantId: convenerId, handRaisedAt });
  expect(joined.linkedPhone).toMatchObject({ isMuted: true });
  expect(person.isConvener).toBe(true);
  expect(person.audioLeg).toBe(leg);
  expect(leg.media.track.isPaused).toBe(true);
  expect(meeting.presentCount).toBe(1);
});

test('where the telephone does not come back, the page has the sound again, and its microphone is off', async () => {
  const { callId, anna, annaId } = await meetWithPhone();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const meeting = await move(callId);
    await comeBack(anna, callId);
    vi.advanceTimersByTime(6_000);
    expect(meeting.find(annaId)?.linkedLeg).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
  const { linkedPhone } = await anna.waitForNotice('linkedPhoneChanged');
  expect(linkedPhone).toBeNull();
  // And still takes it over when it comes at last.
  const { person, leg } = await ringAgain(callId, linked(annaId));
  expect(person.audioLeg).toBe(leg);
});

test('whoever closes the page before the telephone is back is still there by telephone', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const meeting = await move(callId);
  await bo.enter(callId, 'Bo');
  await comeBack(anna, callId);
  anna.close();
  await eventually(() => meeting.find(annaId)?.kind, 'phone');
  const { person, leg } = await ringAgain(callId, linked(annaId));
  expect(person.legs).toEqual([leg]);
  expect(bo.noticeNames).not.toContain('participantLeft');
});

test('a caller is back in a full meeting, with the same id, number and hand', async () => {
  const { callId } = await server.makeSpace();
  const bo = await open();
  await bo.enter(callId, 'Bo');
  const entries = [];
  for (let calls = 0; calls < 2; calls += 1) {
    const entry = await tests.joinFlow.enter(callId, new Caller());
    if (entry.type !== 'entered') throw new Error('not in the meeting');
    entries.push(entry);
  }
  const [first, second] = entries.map(({ person }) => person);
  if (first === undefined || second === undefined) throw new Error('not in the meeting');
  (await meetingOf(callId)).hands.raise(second);
  const before = second.describe();
  expect(before.name).toMatch(/\(2\)$/);
  const others = Array.from({ length: MAX_PRESENT - 3 }, () => ({
    name: 'Gäst',
    displayName: 'Gäst',
    isConvener: false,
    id: crypto.randomUUID(),
  }));
  const meeting = await move(callId, (state) =>
    meetingState.parse({ ...state, persons: [...state.persons, ...others] }),
  );
  expect(meeting.memory.seatsTaken).toBe(MAX_PRESENT);
  const { name, profession } = second;
  const known = { id: second.id, name: { name, profession }, isLinked: false };
  const { person, caller } = await ringAgain(callId, known);
  expect(person.describe()).toEqual(before);
  expect(caller.events).toEqual([]);
  expect(meeting.memory.seatsTaken).toBe(MAX_PRESENT);
});

test('whoever was in the lobby waits again, also at a locked door, until which the meeting stays open and locked', async () => {
  const { callId, convener } = await tests.conveneMeeting();
  const [lars, elsa] = [await open(), await open()];
  await lars.knock(callId, 'Lars');
  await elsa.knock(callId, 'Elsa');
  await convener.request('setLocked', { isLocked: true });
  // Nobody is left but them.
  await convener.request('leave', { isFinal: true });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const meeting = await move(callId);
    meeting.closeIfEmpty();
    expect([meeting.closed, meeting.isLocked]).toEqual([false, true]);
    await lars.knock(callId, 'Lars');
    expect(meeting.lobbyGuests.map(({ name }) => name)).toEqual(['Lars']);
    const { rtpCapabilities } = lars;
    const stranger = await open();
    const asked = { callId, ...stranger.credentials, rtpCapabilities };
    expect((await stranger.expectRefusal('prepare', asked)).code).toBe('locked');
    lars.close();
    await eventually(() => meeting.lobbyGuests, []);
    expect(meeting.closed, 'Elsa may still come').toBe(false);
    vi.advanceTimersByTime(RETURN_MS);
    meeting.closeIfEmpty();
    expect(meeting.closed).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
