// A linked phone carries the audio of somebody in a browser, under their name: the notices about it, and how it ends.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import { expect, test, vi } from 'vitest';
import type { Meeting } from '../src/meetings/meeting.ts';
import { Microphone } from '../src/meetings/microphone.ts';
import type { CallLeg } from '../src/calls/callLeg.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Caller, linkedPhoneTests } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';

const tests = await linkedPhoneTests();
const { media, open, meetWithPhone, ring, meetingOf } = tests;

const personOf = (meeting: Meeting, leg: CallLeg) => {
  const person = meeting.find(leg.personId);
  if (person === undefined) throw new Error('nobody is here by that telephone');
  return person;
};
const microphoneOf = (participantId: ParticipantId) => ({ participantId, source: 'microphone' });
const phoneMuted = (page: Page) =>
  page.waitForNotice('linkedPhoneChanged', ({ linkedPhone }) => linkedPhone?.isMuted === true);

test('the others hear one voice under one name, and see nobody join or leave', async () => {
  const { callId, anna, annaId, bo, phone } = await meetWithPhone();
  expect(phone.personId).toBe(annaId);
  expect(await bo.waitForNotice('trackStopped')).toEqual(microphoneOf(annaId));
  const { track } = await bo.waitForNotice('trackStarted');
  expect(track).toMatchObject({ ...microphoneOf(annaId), isPaused: false });
  expect(track.rtpParameters.codecs[0]?.mimeType).toBe('audio/PCMA');
  const { participant } = await bo.waitForNotice('participantChanged');
  expect(participant).toMatchObject({
    id: annaId,
    kind: 'browser',
    name: 'Anna',
    speaksByPhone: true,
  });
  expect(bo.noticeNames).not.toContain('participantJoined');
  expect((await meetingOf(callId)).presentCount).toBe(2);
  expect(await anna.waitForNotice('linkedPhoneChanged')).toEqual({
    linkedPhone: { isMuted: false, isTurned: false },
  });
  // Also for those who join later.
  const cilla = await open();
  const { tracks, participants } = await cilla.enter(callId, 'Cilla');
  expect(tracks.filter(({ participantId }) => participantId === annaId)).toHaveLength(2);
  expect(participants).toContainEqual(
    expect.objectContaining({ name: 'Anna', speaksByPhone: true }),
  );
});

test('the browser cannot send a microphone beside it, neither as a new track nor by rejoining', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const microphone = offer('microphone');
  expect(await anna.expectRefusal('startTrack', microphone)).toEqual({ code: 'speaksByPhone' });
  expect(await anna.expectRefusal('resumeTrack', { source: 'microphone' })).toEqual({
    code: 'trackUnknown',
  });
  // The telephone's own track.
  await bo.waitForNotice('trackStarted');
  bo.notices.length = 0;
  const back = await open();
  back.personKey = anna.personKey;
  const { linkedPhone, participantId } = await back.enter(callId, 'Anna', [
    offer('microphone'),
    offer('camera'),
  ]);
  expect(participantId).toBe(annaId);
  expect(linkedPhone).toEqual({ isMuted: false, isTurned: false });
  expect(await bo.waitForNotice('participantReturned')).toMatchObject({
    participant: { speaksByPhone: true },
  });
  await bo.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
  expect(bo.all('trackStarted').map(({ track }) => track.source)).toEqual(['camera']);
});

test('the linked phone hears the audio of a shared screen', async () => {
  const { bo, caller } = await meetWithPhone();
  await bo.request('startTrack', offer('screen'));
  await bo.request('startTrack', offer('screenSound'));
  expect(caller.heard).toContain('screenSound');
});

test('somebody present by telephone only cannot receive messages; with a page they can', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const write = (id: string) => ({ id, to: annaId, text: 'Hej' });
  await bo.request('sendMessage', write(crypto.randomUUID()));
  anna.close();
  const meeting = await meetingOf(callId);
  await eventually(() => meeting.find(annaId)?.kind, 'phone');
  expect(await bo.expectRefusal('sendMessage', write(crypto.randomUUID()))).toEqual({
    code: 'recipientOnPhone',
  });
});

test('the page and conveners can mute the linked phone, and the page is told', async () => {
  const { callId, anna, annaId, bo, caller, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  await anna.request('setLinkedPhoneMuted', { isMuted: true });
  expect(caller.did).toEqual(['muted by the page']);
  expect(phone.media.track.isPaused).toBe(true);
  await phoneMuted(anna);
  expect(await bo.waitForNotice('trackPaused')).toEqual(microphoneOf(annaId));
  const [leader, led] = meeting.persons;
  if (leader === undefined || led === undefined) throw new Error('not both are there');
  await meeting.tracks.setMuted(led, false);
  anna.notices.length = 0;
  await meeting.moderation.mute(led, leader);
  expect(await anna.waitForNotice('muted')).toEqual({ byName: 'Bo' });
  expect(caller.events).toContainEqual(
    expect.objectContaining({ type: 'microphoneChanged', by: 'convener', byName: 'Bo' }),
  );
  await phoneMuted(anna);
});

test('a linked phone joins muted if its person had muted the microphone', async () => {
  const { callId, anna, bo, pin, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  const isMuted = async () => (await ring(callId, pin, new Caller())).media.track.isPaused;
  // The takeover muted the browser's microphone.
  const offersMuted = async () => {
    meeting.releaseLinkedLeg(personOf(meeting, phone), 'soundTakenBack');
    await anna.request('startTrack', { ...offer('microphone'), isPaused: true });
  };
  await offersMuted();
  expect(await isMuted(), 'nobody turned it off').toBe(false);
  await offersMuted();
  await anna.request('resumeTrack', { source: 'microphone' });
  expect(await isMuted(), 'turned on by the page').toBe(false);
  await offersMuted();
  await anna.request('resumeTrack', { source: 'microphone' });
  await anna.request('pauseTrack', { source: 'microphone' });
  bo.notices.length = 0;
  expect(await isMuted(), 'turned off by the page').toBe(true);
  const { track } = await bo.waitForNotice('trackStarted');
  expect(track.isPaused).toBe(true);
  expect(await isMuted(), 'as the telephone before it').toBe(true);
  await offersMuted();
  expect(await isMuted(), 'as the telephone that was hung up').toBe(true);
});

test('it joins muted even when the browser has gone', async () => {
  const { callId, anna, bo, pin, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  meeting.leave(phone, 'left');
  await anna.request('startTrack', offer('microphone'));
  await anna.request('pauseTrack', { source: 'microphone' });
  anna.close();
  await bo.waitForNotice('participantLeft');
  expect((await ring(callId, pin, new Caller())).media.track.isPaused).toBe(true);
});

test('a page that is unaware of the phone, or is rejoining, can still mute it', async () => {
  const { callId, anna, caller } = await meetWithPhone();
  await anna.request('pauseTrack', { source: 'microphone' });
  expect(caller.did).toEqual(['muted by the page']);
  await anna.prepare(callId);
  await anna.request('setLinkedPhoneMuted', { isMuted: false });
  expect(caller.did).toEqual(['muted by the page', 'unmuted by the page']);
});

test('a microphone that was on after the handover and is off now was muted deliberately', async () => {
  const { callId, anna, pin, phone } = await meetWithPhone();
  (await meetingOf(callId)).leave(phone, 'left');
  await anna.request('startTrack', offer('microphone'));
  const back = await open();
  back.personKey = anna.personKey;
  await back.enter(callId, 'Anna', [{ ...offer('microphone'), isPaused: true }]);
  expect((await ring(callId, pin, new Caller())).media.track.isPaused).toBe(true);
});

test("a convener's mute also applies when the telephone joins at that moment", async () => {
  const { callId, anna, annaId, boId, pin, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  meeting.leave(phone, 'left');
  await anna.request('startTrack', offer('microphone'));
  const [led, leader] = [meeting.find(annaId), meeting.find(boId)];
  if (led === undefined || leader === undefined) throw new Error('not both are there');
  const { spaces } = tests.server;
  const find = spaces.findByCallId.bind(spaces);
  let muting: Promise<boolean> | undefined;
  const looking = vi.spyOn(spaces, 'findByCallId').mockImplementation(async (sought) => {
    const space = await find(sought);
    // Its leg is ready, but the worker has not answered when it takes over.
    if (media.open.transports === 5) muting = meeting.moderation.mute(led, leader);
    return space;
  });
  const second = await ring(callId, pin, new Caller());
  looking.mockRestore();
  await muting;
  await eventually(() => second.media.track.isPaused, true);
});

test('a mute by a convener between two calls also applies to the second call', async () => {
  const { callId, annaId, boId, pin, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  meeting.leave(phone, 'left');
  const [muted, convener] = [meeting.find(annaId), meeting.find(boId)];
  if (muted === undefined || convener === undefined) throw new Error('not both are there');
  // The page sends no microphone after the call, so Anna must stay silent.
  expect(await meeting.moderation.mute(muted, convener)).toBe(false);
  expect((await ring(callId, pin, new Caller())).media.track.isPaused).toBe(true);
});

test('when the telephone hangs up, audio moves back to the browser with its microphone off', async () => {
  const { callId, anna, annaId, bo, phone } = await meetWithPhone();
  bo.notices.length = 0;
  (await meetingOf(callId)).leave(phone, 'left');
  expect(phone.media.track.closed).toBe(true);
  expect(await bo.waitForNotice('trackStopped')).toEqual(microphoneOf(annaId));
  await bo.waitForNotice('participantChanged', ({ participant }) => !participant.speaksByPhone);
  expect(bo.noticeNames).not.toContain('participantLeft');
  await anna.waitForNotice('linkedPhoneChanged', ({ linkedPhone }) => linkedPhone === null);
  await anna.request('startTrack', offer('microphone'));
});

test('when the page takes the audio back, the telephone is told and hung up', async () => {
  const { anna, caller, phone } = await meetWithPhone();
  await anna.request('switchAudioToBrowser', {});
  expect(caller.did).toEqual(['soundTakenBack']);
  expect(phone.media.track.closed).toBe(true);
  await anna.waitForNotice('linkedPhoneChanged', ({ linkedPhone }) => linkedPhone === null);
  await anna.request('switchAudioToBrowser', {});
  expect(caller.did).toEqual(['soundTakenBack']);
});

test('somebody who loses the browser stays on the telephone, and keeps it when the browser returns', async () => {
  const { callId, anna, annaId, bo, caller } = await meetWithPhone();
  bo.notices.length = 0;
  anna.close();
  const isByPhone = (one: ParticipantDescription) => one.kind === 'phone';
  const { participant } = await bo.waitForNotice('participantChanged', (body) =>
    isByPhone(body.participant),
  );
  expect(participant).toMatchObject({ id: annaId, name: 'Anna', speaksByPhone: false });
  await bo.waitForNotice('trackStopped', ({ source }) => source === 'camera');
  expect(bo.noticeNames).not.toContain('participantLeft');
  expect(caller.did).toEqual(['browser gone']);

  bo.notices.length = 0;
  const back = await open();
  back.personKey = anna.personKey;
  const offered = [offer('microphone'), offer('camera')];
  const { linkedPhone, participants } = await back.enter(callId, 'Anna', offered);
  expect(linkedPhone).toEqual({ isMuted: false, isTurned: false });
  expect(participants.map(({ name }) => name)).toEqual(['Bo']);
  expect(await bo.waitForNotice('participantReturned')).toMatchObject({
    participant: { id: annaId, kind: 'browser', speaksByPhone: true },
  });
  // The audio was never interrupted.
  await bo.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
  expect(bo.all('trackStopped').map(({ source }) => source)).not.toContain('microphone');
});

test('the returning browser is told how the telephone was muted or unmuted meanwhile', async () => {
  const { callId, anna, annaId, phone } = await meetWithPhone();
  anna.close();
  const meeting = await meetingOf(callId);
  await eventually(() => meeting.find(annaId)?.kind, 'phone');
  await meeting.tracks.setMuted(personOf(meeting, phone), true);
  await meeting.tracks.setMuted(personOf(meeting, phone), false);
  const back = await open();
  back.personKey = anna.personKey;
  const { linkedPhone } = await back.enter(callId, 'Anna');
  expect(linkedPhone).toEqual({ isMuted: false, isTurned: true });
});

test('the linked phone keeps the name that its person joined with last', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const back = await open();
  back.personKey = anna.personKey;
  await back.enter(callId, 'Anna Andersson', [offer('camera')]);
  await bo.waitForNotice('participantReturned');
  back.close();
  const { participant } = await bo.waitForNotice(
    'participantChanged',
    (body) => body.participant.kind === 'phone',
  );
  expect(participant).toMatchObject({ id: annaId, name: 'Anna Andersson' });
});

test("a call with the PIN after the browser is gone joins under its owner's name", async () => {
  const { callId, anna, bo, pin, phone } = await meetWithPhone();
  (await meetingOf(callId)).leave(phone, 'left');
  anna.close();
  await bo.waitForNotice('participantLeft');
  const again = await ring(callId, pin, new Caller());
  const meeting = await meetingOf(callId);
  expect(personOf(meeting, again).describe()).toMatchObject({ kind: 'phone', name: 'Anna' });
  expect(await bo.waitForNotice('participantJoined')).toMatchObject({
    participant: { name: 'Anna' },
  });
});

test('a page that returns to its linked phone is not told that anybody changed its microphone', async () => {
  const { callId, anna, bo, pin, phone } = await meetWithPhone();
  (await meetingOf(callId)).leave(phone, 'left');
  anna.close();
  await bo.waitForNotice('participantLeft');
  await ring(callId, pin, new Caller());
  const back = await open();
  back.personKey = anna.personKey;
  const { linkedPhone } = await back.enter(callId, 'Anna');
  expect(linkedPhone).toEqual({ isMuted: false, isTurned: false });
});

test('a telephone that was muted when the media failed stays muted, even if the page is back first', async () => {
  const { callId } = await tests.server.makeSpace();
  const anna = await open();
  const { participantId: id } = await anna.enter(callId, 'Anna', [offer('microphone')]);
  const meeting = await meetingOf(callId);
  const entry = await tests.joinFlow.enterChecked(callId, new Caller(), {
    id,
    name: { name: 'Anna', profession: '' },
    isLinked: true,
    microphone: new Microphone(true, 'convener'),
  });
  if (entry.type !== 'entered') throw new Error(`not in the meeting: ${entry.type}`);
  await meeting.tracks.applyMute(entry.person);
  expect(entry.leg.media.track.isPaused).toBe(true);
  await phoneMuted(anna);
});

test('leaving by click ends every leg', async () => {
  const { anna, bo, caller, annaId, callId } = await meetWithPhone();
  await anna.request('leave', { isFinal: true });
  expect(caller.did).toEqual(['youLeft']);
  expect(await bo.waitForNotice('participantLeft')).toMatchObject({ participantId: annaId });
  expect((await meetingOf(callId)).presentCount).toBe(1);
});

test('leaving ends every leg also while the page is rejoining', async () => {
  const { anna, bo, caller, annaId, callId } = await meetWithPhone();
  await anna.prepare(callId);
  await anna.request('leave', { isFinal: true });
  expect(caller.did).toEqual(['youLeft']);
  expect(await bo.waitForNotice('participantLeft')).toMatchObject({ participantId: annaId });
  expect((await meetingOf(callId)).presentCount).toBe(1);
});

test('a page that cleans up after itself does not hang up the telephone', async () => {
  const { anna, caller, annaId, callId } = await meetWithPhone();
  await anna.request('leave', {});
  expect(caller.did).toEqual(['browser gone']);
  expect((await meetingOf(callId)).find(annaId)?.kind).toBe('phone');
});

test('a second telephone with the same PIN replaces the first', async () => {
  const { callId, anna, pin, caller, phone } = await meetWithPhone();
  const second = await ring(callId, pin, new Caller());
  expect(caller.did).toEqual(['otherPhone']);
  expect([phone.media.track.closed, second.media.track.closed]).toEqual([true, false]);
  // Also when the browser is gone.
  anna.close();
  const third = new Caller();
  await eventually(async () => (await meetingOf(callId)).find(second.personId)?.kind, 'phone');
  await ring(callId, pin, third);
  expect(second.media.track.closed).toBe(true);
  expect((await meetingOf(callId)).presentCount).toBe(2);
});

test('removal includes the telephone, and the PIN does not let them back in', async () => {
  const { callId, annaId, pin, caller, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  const anna = meeting.find(annaId);
  if (anna !== undefined) meeting.moderation.remove(anna);
  expect(caller.events.at(-1)).toEqual({ type: 'removed' });
  expect(phone.media.track.closed).toBe(true);
  const removed = { type: 'refused', refusal: 'removed' };
  expect(await tests.joinFlow.enterByPin(callId, pin, new Caller())).toEqual(removed);
  expect(await tests.joinFlow.enter(callId, new Caller()), 'by the number alone').toEqual(removed);
});

test('removal also holds when only the telephone was left', async () => {
  const { callId, anna, annaId } = await meetWithPhone();
  anna.close();
  const meeting = await meetingOf(callId);
  await eventually(() => meeting.find(annaId)?.kind, 'phone');
  const alone = meeting.find(annaId);
  if (alone !== undefined) meeting.moderation.remove(alone);
  expect(await tests.joinFlow.enter(callId, new Caller())).toEqual({
    type: 'refused',
    refusal: 'removed',
  });
});

test('the telephone is told when the space is deleted, like everybody else', async () => {
  const { callId, caller, phone } = await meetWithPhone();
  await tests.server.meetings.end(callId, 'spaceDeleted');
  expect(caller.events.at(-1)).toEqual({ type: 'meetingEnded', reason: 'spaceDeleted' });
  expect(phone.media.track.closed).toBe(true);
});

test('the telephone of somebody in a locked meeting with a lobby can still join', async () => {
  const { callId, spaceId, pin } = await meetWithPhone();
  await tests.server.spaces.change(spaceId, { lobby: 'everybody' });
  (await meetingOf(callId)).setLocked(true);
  await ring(callId, pin, new Caller());
});
