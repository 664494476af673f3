// A telephone takes over the sound of somebody in a browser, under their name: what everybody is told, and how it ends.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCallIdGuesses } from '../src/guessing/callIdGuesses.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { createLog } from '../src/log.ts';
import { PhoneDoor, type Visitor } from '../src/phone/phoneDoor.ts';
import type { PhoneParticipant } from '../src/phone/phoneParticipant.ts';
import { eventually } from './support/eventually.ts';
import { watchMedia } from './support/mediaWatch.ts';
import { Page } from './support/page.ts';
import { freePort } from './support/ports.ts';
import { offer } from './support/rtp.ts';
import { startTestServer, type TestServer } from './support/testServer.ts';

const PHONE_NUMBER = '0480-44 55 11';
const media = watchMedia();
let server: TestServer;
let door: PhoneDoor;
const pages: Page[] = [];
beforeAll(async () => {
  server = await startTestServer(
    {
      SIP_PORT: String(await freePort()),
      SIP_HOST: '127.0.0.1',
      SIP_TRUNK_ALLOW: '127.0.0.1',
      PHONE_NUMBER,
    },
    { graceMs: 0 },
  );
});
afterAll(() => server.stop());
beforeEach(() => {
  const log = createLog('silent');
  const { spaces, meetings, audit } = server;
  // Each test with a budget of its own.
  const callIdGuesses = createCallIdGuesses(spaces, GUESS_LIMITS, log);
  door = new PhoneDoor({ spaces, meetings, audit, callIdGuesses, log });
});
afterEach(async () => {
  await server.meetings.endAll('endedByConvener');
  for (const page of pages.splice(0)) page.close();
  await eventually(() => server.meetings.count, 0);
  expect(media.open).toEqual({ routers: 0, transports: 0, producers: 0, consumers: 0 });
});

/** A telephone, and what it was told; a call does the same with what it is told to do. */
class Caller implements Visitor {
  readonly caller = { number: '+46480445511', trunk: '192.0.2.1' };
  readonly told: Notice[] = [];
  readonly did: string[] = [];
  readonly tell = (notice: Notice) => void this.told.push(notice);
  readonly hear = () => undefined;
  readonly setMuted = (isMuted: boolean) =>
    void this.did.push(isMuted ? 'muted by the page' : 'unmuted by the page');
  readonly browserGone = () => void this.did.push('browser gone');
  readonly letGo = (reason: string) => void this.did.push(reason);
}

async function open(): Promise<Page> {
  const page = await Page.open(server);
  pages.push(page);
  return page;
}

/** Anna and Bo are there by browsers, and Anna has rung. */
async function meetWithPhone() {
  const { callId, id: spaceId } = await server.makeSpace();
  const [bo, anna] = [await open(), await open()];
  const { participantId: boId } = await bo.enter(callId, 'Bo', [offer('microphone')]);
  const { participantId: annaId } = await anna.enter(callId, 'Anna', [
    offer('microphone'),
    offer('camera'),
  ]);
  await bo.told('trackStarted', ({ track }) => track.source === 'camera');
  await bo.told('trackStarted', ({ track }) => track.source === 'microphone');
  const suffix = await suffixOf(anna);
  bo.notices.length = 0;
  const caller = new Caller();
  const phone = await ring(callId, suffix, caller);
  return { callId, spaceId, anna, annaId, bo, boId, suffix, caller, phone };
}

async function suffixOf(page: Page): Promise<string> {
  const { phoneNumber, suffix } = await page.request('callInstead', {});
  expect(phoneNumber).toBe(PHONE_NUMBER);
  return suffix;
}

async function ring(callId: CallId, suffix: string, caller: Caller): Promise<PhoneParticipant> {
  const entry = await door.enterFor(callId, suffix, caller);
  if (entry.is !== 'entered') throw new Error(`not in the meeting: ${JSON.stringify(entry)}`);
  expect(entry.isOwnPhone).toBe(true);
  return entry.participant;
}

const meetingOf = async (callId: CallId) => {
  const meeting = await server.meetings.find(callId);
  if (meeting === undefined) throw new Error('nobody is there');
  return meeting;
};

const microphoneOf = (participantId: ParticipantId) => ({ participantId, source: 'microphone' });

test('the others hear one voice under one name, and nobody has come or gone', async () => {
  const { callId, anna, annaId, bo, phone } = await meetWithPhone();
  expect(phone.id).toBe(annaId);
  expect(await bo.told('trackStopped')).toEqual(microphoneOf(annaId));
  const { track } = await bo.told('trackStarted');
  expect(track).toMatchObject({ ...microphoneOf(annaId), isPaused: false });
  expect(track.rtpParameters.codecs[0]?.mimeType).toBe('audio/PCMA');
  const { participant } = await bo.told('participantChanged');
  expect(participant).toMatchObject({
    id: annaId,
    kind: 'browser',
    name: 'Anna',
    speaksByPhone: true,
  });
  expect(bo.noticeNames).not.toContain('participantJoined');
  expect((await meetingOf(callId)).presentCount).toBe(2);
  expect(await anna.told('ownPhoneChanged')).toEqual({ ownPhone: { isMuted: false } });
  // Whoever comes later finds it so.
  const cilla = await open();
  const { tracks, participants } = await cilla.enter(callId, 'Cilla');
  expect(tracks.filter(({ participantId }) => participantId === annaId)).toHaveLength(2);
  expect(participants).toContainEqual(
    expect.objectContaining({ name: 'Anna', speaksByPhone: true }),
  );
});

test('no microphone of the browser is taken beside it, neither by a track nor by coming back', async () => {
  const { callId, anna, annaId, bo } = await meetWithPhone();
  const microphone = offer('microphone');
  expect(await anna.refused('startTrack', microphone)).toEqual({ code: 'speaksByPhone' });
  expect(await anna.refused('pauseTrack', { source: 'microphone' })).toEqual({
    code: 'trackUnknown',
  });
  // The telephone's own.
  await bo.told('trackStarted');
  bo.notices.length = 0;
  const back = await open();
  back.personKey = anna.personKey;
  const { ownPhone, participantId } = await back.enter(callId, 'Anna', [
    offer('microphone'),
    offer('camera'),
  ]);
  expect(participantId).toBe(annaId);
  expect(ownPhone).toEqual({ isMuted: false });
  expect(await bo.told('participantReturned')).toMatchObject({
    participant: { speaksByPhone: true },
  });
  await bo.told('trackStarted', ({ track }) => track.source === 'camera');
  expect(bo.all('trackStarted').map(({ track }) => track.source)).toEqual(['camera']);
});

test('it is muted by the page, and by whoever leads; the page is told', async () => {
  const { callId, anna, annaId, bo, caller, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  await anna.request('setOwnPhoneMuted', { isMuted: true });
  expect(caller.did).toEqual(['muted by the page']);
  await meeting.setTrackPaused(phone, phone.media.track, true);
  await anna.told('ownPhoneChanged', ({ ownPhone }) => ownPhone?.isMuted === true);
  expect(await bo.told('trackPaused')).toEqual(microphoneOf(annaId));
  await meeting.setTrackPaused(phone, phone.media.track, false);
  anna.notices.length = 0;
  const [leader, led] = [...meeting.participants];
  if (leader === undefined || led === undefined) throw new Error('not both are there');
  await meeting.mute(led, leader);
  expect(await anna.told('muted')).toEqual({ byName: 'Bo' });
  expect(caller.told).toContainEqual({ name: 'muted', body: { byName: 'Bo' } });
  await anna.told('ownPhoneChanged', ({ ownPhone }) => ownPhone?.isMuted === true);
});

test('the telephone hangs up: the sound goes by the browser again, where the microphone is off', async () => {
  const { callId, anna, annaId, bo, phone } = await meetWithPhone();
  bo.notices.length = 0;
  (await meetingOf(callId)).leave(phone, 'left');
  expect(phone.media.track.closed).toBe(true);
  expect(await bo.told('trackStopped')).toEqual(microphoneOf(annaId));
  await bo.told('participantChanged', ({ participant }) => !participant.speaksByPhone);
  expect(bo.noticeNames).not.toContain('participantLeft');
  await anna.told('ownPhoneChanged', ({ ownPhone }) => ownPhone === null);
  await anna.request('startTrack', offer('microphone'));
});

test('the page takes the sound back: the telephone is told, and hung up', async () => {
  const { anna, caller, phone } = await meetWithPhone();
  await anna.request('takeSoundBack', {});
  expect(caller.did).toEqual(['soundTakenBack']);
  expect(phone.media.track.closed).toBe(true);
  await anna.told('ownPhoneChanged', ({ ownPhone }) => ownPhone === null);
  await anna.request('takeSoundBack', {});
  expect(caller.did).toEqual(['soundTakenBack']);
});

test('who loses the browser stays by the telephone, and has it still when the browser is back', async () => {
  const { callId, anna, annaId, bo, caller } = await meetWithPhone();
  bo.notices.length = 0;
  anna.close();
  const isByPhone = (one: ParticipantDescription) => one.kind === 'phone';
  const { participant } = await bo.told('participantChanged', (body) =>
    isByPhone(body.participant),
  );
  expect(participant).toMatchObject({ id: annaId, name: 'Anna', speaksByPhone: false });
  await bo.told('trackStopped', ({ source }) => source === 'camera');
  expect(bo.noticeNames).not.toContain('participantLeft');
  expect(caller.did).toEqual(['browser gone']);

  bo.notices.length = 0;
  const back = await open();
  back.personKey = anna.personKey;
  const offered = [offer('microphone'), offer('camera')];
  const { ownPhone, participants } = await back.enter(callId, 'Anna', offered);
  expect(ownPhone).toEqual({ isMuted: false });
  expect(participants.map(({ name }) => name)).toEqual(['Bo']);
  expect(await bo.told('participantReturned')).toMatchObject({
    participant: { id: annaId, kind: 'browser', speaksByPhone: true },
  });
  // The voice has gone on all the time.
  await bo.told('trackStarted', ({ track }) => track.source === 'camera');
  expect(bo.all('trackStopped').map(({ source }) => source)).not.toContain('microphone');
});

test('who rings only after the browser is gone comes in under their name', async () => {
  const { callId, anna, bo, suffix, phone } = await meetWithPhone();
  (await meetingOf(callId)).leave(phone, 'left');
  anna.close();
  await bo.told('participantLeft');
  const again = await ring(callId, suffix, new Caller());
  expect(again.describe()).toMatchObject({ kind: 'phone', name: 'Anna' });
  expect(await bo.told('participantJoined')).toMatchObject({ participant: { name: 'Anna' } });
});

test('who leaves by a click leaves altogether', async () => {
  const { anna, bo, caller, annaId, callId } = await meetWithPhone();
  await anna.request('leave', { altogether: true });
  expect(caller.did).toEqual(['youLeft']);
  expect(await bo.told('participantLeft')).toMatchObject({ participantId: annaId });
  expect((await meetingOf(callId)).presentCount).toBe(1);
});

test('also while the page is on its way back by other transports', async () => {
  const { anna, bo, caller, annaId, callId } = await meetWithPhone();
  await anna.prepare(callId);
  await anna.request('leave', { altogether: true });
  expect(caller.did).toEqual(['youLeft']);
  expect(await bo.told('participantLeft')).toMatchObject({ participantId: annaId });
  expect((await meetingOf(callId)).presentCount).toBe(1);
});

test('a page that tidies up after itself hangs up nothing', async () => {
  const { anna, caller, annaId, callId } = await meetWithPhone();
  await anna.request('leave', {});
  expect(caller.did).toEqual(['browser gone']);
  expect((await meetingOf(callId)).find(annaId)?.kind).toBe('phone');
});

test('a second telephone by the same suffix takes the place of the first', async () => {
  const { callId, anna, suffix, caller, phone } = await meetWithPhone();
  const second = await ring(callId, suffix, new Caller());
  expect(caller.did).toEqual(['otherPhone']);
  expect([phone.media.track.closed, second.media.track.closed]).toEqual([true, false]);
  // Also where the browser is gone.
  anna.close();
  const third = new Caller();
  await eventually(async () => (await meetingOf(callId)).find(second.id)?.kind, 'phone');
  await ring(callId, suffix, third);
  expect(second.media.track.closed).toBe(true);
  expect((await meetingOf(callId)).presentCount).toBe(2);
});

test('who is removed is removed with the telephone, and does not come back by the suffix', async () => {
  const { callId, annaId, suffix, caller, phone } = await meetWithPhone();
  const meeting = await meetingOf(callId);
  const anna = meeting.find(annaId);
  if (anna !== undefined) meeting.remove(anna);
  expect(caller.told.at(-1)).toEqual({ name: 'removed', body: {} });
  expect(phone.media.track.closed).toBe(true);
  expect(await door.enterFor(callId, suffix, new Caller())).toEqual({
    is: 'refused',
    refusal: 'removed',
  });
});

test('when the space is deleted it is told as everybody is', async () => {
  const { callId, caller, phone } = await meetWithPhone();
  await server.meetings.end(callId, 'spaceDeleted');
  expect(caller.told.at(-1)).toEqual({ name: 'meetingEnded', body: { reason: 'spaceDeleted' } });
  expect(phone.media.track.closed).toBe(true);
});

test('a locked meeting with a lobby is open to the telephone of one who is in it', async () => {
  const { callId, spaceId, suffix } = await meetWithPhone();
  await server.spaces.change(spaceId, { lobby: 'everybody' });
  (await meetingOf(callId)).setLocked(true);
  await ring(callId, suffix, new Caller());
});

test('a suffix is guessed at no more than a few times, and is good in its own meeting only', async () => {
  const { callId, suffix } = await meetWithPhone();
  const other = await meetWithPhone();
  const unknown = { is: 'refused', refusal: 'callIdUnknown' };
  const wrong = String((Number(suffix) + 1) % 10_000).padStart(4, '0');
  const from = (number: number) =>
    Object.assign(new Caller(), { caller: { number: `+${number}`, trunk: `${number}` } });
  expect(
    await door.enterFor(other.callId, suffix === other.suffix ? wrong : suffix, from(1)),
  ).toEqual(unknown);
  for (let time = 0; time < 10; time += 1)
    expect(await door.enterFor(callId, wrong, from(100 + time))).toEqual(unknown);
  expect(await door.enterFor(callId, suffix, from(2)), 'too many were wrong').toEqual(unknown);
});

test('wrong suffixes are counted as wrong numbers are', async () => {
  const { callId } = await meetWithPhone();
  const limits = { ...GUESS_LIMITS, ofOne: 3, delaysMs: [0] };
  const { spaces, meetings, audit } = server;
  const log = createLog('silent');
  const callIdGuesses = createCallIdGuesses(spaces, limits, log);
  const strict = new PhoneDoor({ spaces, meetings, audit, callIdGuesses, log });
  // It was right for this caller a moment ago, which speaks for nothing here.
  const number = await strict.enter(callId, new Caller());
  if (number.is === 'entered') number.meeting.leave(number.participant, 'left');
  for (let time = 0; time < 3; time += 1) await strict.enterFor(callId, 'none', new Caller());
  expect(await strict.enterFor(callId, 'none', new Caller())).toEqual({
    is: 'refused',
    refusal: 'tooManyGuesses',
  });
});

test('where no telephones are admitted there is no suffix', async () => {
  const { spaceId, anna } = await meetWithPhone();
  await server.spaces.change(spaceId, { admitsPhones: false });
  expect(await anna.refused('callInstead', {})).toEqual({ code: 'noTelephones' });
});
