// What conveners do to others beside muting and removing, and what people change of themselves, over the wire.
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { expect, test } from 'vitest';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const meetings = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });
const { server, open, openFrom } = meetings;
const NOBODY = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';

async function meet(name = 'Lars') {
  const met = await meetings.conveneMeeting({}, [offer('microphone')]);
  const guest = await open();
  const { participantId } = await guest.enter(met.callId, name, [offer('microphone')]);
  return { ...met, guest, participantId };
}

async function auditedIn(callId: CallId): Promise<unknown[]> {
  const admin = await server.signInAdmin();
  const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', { text: callId });
  return body.entries.map(({ deed, by, about, detail }) => [deed, by.kind, about, detail]);
}

test('a hand that a convener lowers is down for everybody, who are told by whom', async () => {
  const { callId, convener, guest, participantId } = await meet();
  await guest.request('raiseHand', {});
  await convener.waitForNotice('handRaised');
  await convener.request('lowerHandOf', { participantId });
  for (const page of [convener, guest])
    expect(await page.waitForNotice('handLowered')).toEqual({ participantId, by: 'Karin' });
  // Somebody was quicker: granted, and nobody is told.
  await convener.request('lowerHandOf', { participantId });
  expect(guest.all('handLowered')).toHaveLength(1);
  await eventually(
    async () =>
      (await auditedIn(callId)).filter((entry) => (entry as string[])[0] === 'handLowered'),
    [['handLowered', 'account', 'Lars', null]],
  );
});

test('a screen that a convener stops is gone with its sound, and its owner is told and may share again', async () => {
  const { convener, guest, participantId } = await meet();
  await guest.request('startTrack', offer('screen'));
  await guest.request('startTrack', offer('screenSound'));
  await convener.waitForNotice('trackStarted', ({ track }) => track.source === 'screenSound');
  await convener.request('stopScreenOf', { participantId });
  expect(await guest.waitForNotice('screenStopped')).toEqual({ by: 'Karin' });
  for (const source of ['screen', 'screenSound'] as const) {
    await convener.waitForNotice('trackStopped', (body) => body.source === source);
    expect(await guest.expectRefusal('resumeTrack', { source })).toEqual({ code: 'trackUnknown' });
  }
  expect(await convener.expectRefusal('stopScreenOf', { participantId })).toEqual({
    code: 'notSharing',
  });
  await guest.request('startTrack', offer('screen'));
  // The microphone went on.
  expect(await guest.ask('pauseTrack', { source: 'microphone' })).toMatchObject({ ok: true });
});

test('whoever is asked for sound is told by whom; nothing is turned on for them', async () => {
  const { convener, guest, participantId } = await meet();
  await guest.request('pauseTrack', { source: 'microphone' });
  await convener.request('askForSound', { participantId });
  expect(await guest.waitForNotice('soundAsked')).toEqual({ by: 'Karin' });
  expect(convener.noticeNames).not.toContain('soundAsked');
  expect(convener.noticeNames).not.toContain('trackResumed');
});

test('a spotlight is told to all, to newcomers, and ends when its person leaves', async () => {
  const { callId, convener, guest, participantId } = await meet();
  expect(await (await open()).enter(callId, 'Bo')).not.toHaveProperty('spotlightId');
  await convener.request('setSpotlight', { participantId });
  for (const page of [convener, guest])
    expect(await page.waitForNotice('spotlightChanged')).toEqual({
      spotlightId: participantId,
      spotlightIds: [participantId],
    });
  await convener.request('setSpotlight', { participantId });
  expect(guest.all('spotlightChanged')).toHaveLength(1);
  const late = await open();
  expect((await late.enter(callId, 'Elsa')).spotlightId).toBe(participantId);
  await guest.request('leave', {});
  expect(await late.waitForNotice('spotlightChanged')).toEqual({
    spotlightId: null,
    spotlightIds: [],
  });
  expect(await convener.expectRefusal('setSpotlight', { participantId })).toEqual({
    code: 'participantGone',
  });
  await convener.request('setSpotlight', { participantId: null });
  expect(late.all('spotlightChanged')).toHaveLength(1);
});

test('several are shown to everybody, each until it is ended for them; the fifth takes the place of the first', async () => {
  const { callId, convener, guest, participantId } = await meet();
  const others = await Promise.all(
    ['Bo', 'Elsa', 'Lars', 'Ove'].map(async (name) => {
      const { participantId: id } = await (await open()).enter(callId, name);
      return id;
    }),
  );
  const show = (id: ParticipantId, isSpotlit = true) =>
    convener.request('setSpotlit', { participantId: id, isSpotlit });
  for (const id of [participantId, ...others.slice(0, 3)]) await show(id);
  const four = [participantId, ...others.slice(0, 3)];
  const isSame = (ids: readonly ParticipantId[]) => (body: { spotlightIds?: ParticipantId[] }) =>
    String(body.spotlightIds) === String(ids);
  await guest.waitForNotice('spotlightChanged', isSame(four));
  const late = await open();
  expect((await late.enter(callId, 'Sara')).spotlightIds).toEqual(four);
  await show(others[3] as ParticipantId);
  await guest.waitForNotice('spotlightChanged', isSame(others));
  await show(others[1] as ParticipantId, false);
  const three = others.filter((id) => id !== others[1]);
  const { spotlightId } = await guest.waitForNotice('spotlightChanged', isSame(three));
  expect(spotlightId, 'what a page of before shows').toBe(others[0]);
  const refused = { participantId: others[1] as ParticipantId, isSpotlit: true };
  expect(await guest.expectRefusal('setSpotlit', refused)).toEqual({ code: 'notConvener' });
  await convener.request('setSpotlight', { participantId: null });
  await guest.waitForNotice('spotlightChanged', isSame([]));
});

test('a removed person is no longer in the spotlight', async () => {
  const { convener, participantId } = await meet();
  await convener.request('setSpotlight', { participantId });
  await convener.request('removeParticipant', { participantId });
  await convener.waitForNotice('spotlightChanged', ({ spotlightId }) => spotlightId === null);
});

test('a word to the lobby reaches those who wait, and nobody else', async () => {
  const { callId, convener } = await meetings.conveneMeeting({ lobby: 'everybody' });
  const waiting = await open();
  await waiting.knock(callId, 'Elsa');
  await convener.request('tellLobby', { text: ' Vi är klara\u202e om tio minuter. ' });
  expect(await waiting.waitForNotice('lobbyTold')).toEqual({
    text: 'Vi är klara om tio minuter.',
    by: 'Karin',
  });
  expect(convener.noticeNames).not.toContain('lobbyTold');
  // They wait on, and can be let in.
  const { lobby } = await convener.waitForNotice('lobbyChanged');
  await convener.request('admit', { participantId: lobby[0]?.id as ParticipantId });
  await waiting.waitForNotice('admitted');
  expect(await convener.expectRefusal('tellLobby', { text: 'Hej' })).toEqual({
    code: 'nobodyWaits',
  });
  // That it was said is on record, not what.
  const entries = await auditedIn(callId);
  expect(JSON.stringify(entries)).not.toContain('minuter');
});

test('a convener sees who came by the link, and who by the number', async () => {
  const { callId, convener, space } = await meetings.conveneMeeting({ lobby: 'everybody' });
  const [byLink, byNumber] = [await open(), await open()];
  byLink.secret = space.secret;
  await byLink.knock(callId, 'Elsa');
  await byNumber.knock(callId, 'Olle');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 2);
  expect(lobby.map(({ name, hasLink }) => [name, hasLink])).toEqual([
    ['Elsa', true],
    ['Olle', undefined],
  ]);
});

test('one’s own name is changed for everybody, in the chat and in the audit log', async () => {
  const { callId, convener, guest, participantId } = await meet();
  await guest.request('sendMessage', { id: NOBODY, to: 'everybody', text: 'Hej' });
  await guest.request('renameMyself', {
    name: 'Lars Öst',
    profession: 'Patient',
    companions: ['Maj', 'Åke'],
  });
  const { participant } = await convener.waitForNotice('participantChanged');
  expect(participant).toMatchObject({
    id: participantId,
    name: 'Lars Öst',
    profession: 'Patient',
    companions: ['Maj', 'Åke'],
  });
  expect((await convener.history())[0]?.fromName).toBe('Lars Öst');
  await guest.request('renameMyself', { name: 'Lars Öst', profession: '' });
  await convener.waitForNotice(
    'participantChanged',
    (body) => body.participant.companions === undefined && body.participant.profession === '',
  );
  await guest.request('leave', {});
  await eventually(
    async () => (await auditedIn(callId)).slice(0, 2),
    [
      ['left', 'guest', 'Lars Öst', null],
      ['renamedSelf', 'guest', 'Lars', 'Lars Öst'],
    ],
  );
});

test('a guest who takes a convener’s name is told apart from the convener', async () => {
  const { convener, guest } = await meet();
  await guest.request('renameMyself', { name: 'Kаrin', profession: '' });
  const { participant } = await convener.waitForNotice('participantChanged');
  expect(participant.name).toBe('Kаrin (2)');
});

test('companions come with a join and with a knock, nine at most', async () => {
  const { callId, convener } = await meetings.conveneMeeting({ lobby: 'everybody' });
  const family = await open();
  const names = { name: 'Anna', profession: '', companions: ['Bo', 'Cia'] };
  await family.request('knock', { callId, ...family.credentials, ...names });
  const { lobby } = await convener.waitForNotice('lobbyChanged');
  expect(lobby[0]?.companions).toEqual(['Bo', 'Cia']);
  await convener.request('admit', { participantId: lobby[0]?.id as ParticipantId });
  await family.prepare(callId);
  const tooMany = { ...names, companions: Array.from({ length: 10 }, (_, at) => `Nr ${at}`) };
  expect(await family.expectRefusal('join', { ...tooMany, tracks: [] })).toEqual({
    code: 'invalid',
    where: 'companions',
  });
  await family.request('join', { ...names, tracks: [] });
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant.companions).toEqual(['Bo', 'Cia']);
  // An empty list is no list.
  await family.request('renameMyself', { name: 'Anna', profession: '', companions: [] });
  const changed = await convener.waitForNotice('participantChanged');
  expect(changed.participant).not.toHaveProperty('companions');
});

const HOSTILE: [RequestName, unknown, string | undefined][] = [
  ['renameMyself', { name: '\u202eanirak', profession: '' }, 'name'],
  ['renameMyself', { name: ' '.repeat(10), profession: '' }, 'name'],
  ['renameMyself', { name: 'a'.repeat(61), profession: '' }, 'name'],
  ['renameMyself', { name: 'Lars', profession: '\u3164' }, 'profession'],
  ['renameMyself', { name: 'Lars', profession: '', companions: ['\u0000'] }, 'companions.0'],
  ['renameMyself', { name: 'Lars', profession: '', companions: 'Bo' }, 'companions'],
  ['renameMyself', null, ''],
  ['tellLobby', { text: 'a'.repeat(301) }, 'text'],
  ['tellLobby', { text: ' \u202e\u0000 ' }, 'text'],
  ['tellLobby', { text: ['Hej'] }, 'text'],
  ['setSpotlight', {}, 'participantId'],
  ['setSpotlight', { participantId: 'allihop' }, 'participantId'],
  ['lowerHandOf', { participantId: 7 }, 'participantId'],
  ['stopScreenOf', { participantId: null }, 'participantId'],
  ['askForSound', { participantId: [NOBODY] }, 'participantId'],
];
test.each(HOSTILE)('%s with %j is invalid', async (name, body, where) => {
  const { convener, guest } = await meet();
  expect(await convener.expectRefusal(name, body)).toMatchObject({ code: 'invalid', where });
  expect(guest.noticeNames).not.toContain('participantChanged');
});

test.each(['lowerHandOf', 'stopScreenOf', 'askForSound', 'setSpotlight'] as const)(
  '%s of nobody, and of somebody who was removed, is refused',
  async (name) => {
    const { convener, guest, participantId } = await meet();
    expect(await convener.expectRefusal(name, { participantId: NOBODY })).toEqual({
      code: 'participantGone',
    });
    await convener.request('removeParticipant', { participantId });
    await guest.waitForNotice('removed');
    expect(await convener.expectRefusal(name, { participantId })).toEqual({
      code: 'participantGone',
    });
    expect(await guest.expectRefusal(name, { participantId })).toEqual({ code: 'notJoined' });
  },
);

test('names cannot be changed all the time', async () => {
  const { guest } = await meet();
  const change = (page: Page, name: string) => page.ask('renameMyself', { name, profession: '' });
  const answers = [];
  for (let at = 0; at < 15; at += 1) answers.push(await change(guest, `Lars ${at}`));
  expect(answers.some((answer) => !answer.ok && answer.refusal.code === 'tooFast')).toBe(true);
  expect(answers[0]?.ok).toBe(true);
});

test('nor by many at once, from many addresses', async () => {
  const { callId, convener } = await meetings.conveneMeeting();
  const change = async (page: Page, at: number) => {
    const answers = [];
    for (let turn = 0; turn < 10; turn += 1)
      answers.push(await page.ask('renameMyself', { name: `Lars ${at} ${turn}`, profession: '' }));
    return answers;
  };
  const pages: Page[] = [];
  for (let at = 0; at < 36; at += 1) {
    const page = await openFrom(`198.51.100.${at}`);
    await page.enter(callId, `Lars ${at}`);
    pages.push(page);
  }
  const answers = (await Promise.all(pages.map(change))).flat();
  expect(answers.some((answer) => !answer.ok && answer.refusal.code === 'tooFast')).toBe(true);
  // As many as a ward that sits down together needs.
  await eventually(async () => convener.all('participantChanged').length >= 300, true);
});
