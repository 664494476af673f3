// What somebody does for the others (interprets, writes down): said by themselves or by a convener, told to all, kept, and no right.
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { Caller, linkedPhoneTests } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { expect, onTestFinished, test } from 'vitest';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import type { Meeting } from '../src/meetings/meeting.ts';
import { meetingState } from '../src/meetings/meetingState.ts';
import { MAX_ALWAYS_HEARD } from '../src/meetings/roles.ts';

const tests = await linkedPhoneTests();
const { server, open, meetingOf } = tests;

const SOMALI: Role = { type: 'interpreter', language: 'so' };
const SIGNS: Role = { type: 'signLanguageInterpreter' };
const NOBODY = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';

async function conveneMeeting(lobby: 'none' | 'everybody' = 'none') {
  const { callId } = await server.spaces.create({ name: 'Möte', ownerId: null, lobby });
  const { page: convener } = await openStaff(server, 'administrator');
  onTestFinished(() => convener.close());
  await convener.enter(callId, 'Karin', [offer('microphone')]);
  return { callId, convener };
}

/** @param role as typed on the name page. */
async function enter(page: Page, callId: CallId, name: string, role?: Role) {
  await page.prepare(callId);
  const tracks = [offer('microphone')];
  return page.request('join', { name, profession: '', tracks, ...(role && { role }) });
}

async function guestOf(callId: CallId, role?: Role, name = 'Amina') {
  const page = await open();
  const { participantId } = await page.prepare(callId);
  const tracks = [offer('microphone')];
  const joined = await page.request('join', {
    name,
    profession: '',
    tracks,
    ...(role && { role }),
  });
  return { page, participantId, joined };
}

const roleChanged = (page: Page, role: Role | undefined) =>
  page.waitForNotice(
    'participantChanged',
    ({ participant }) => JSON.stringify(participant.role) === JSON.stringify(role),
  );

async function auditedIn(callId: CallId): Promise<unknown[]> {
  const admin = await server.signInAdmin();
  const { body } = await admin.ask<AuditPage>('POST', '/api/audit/search', { text: callId });
  return body.entries.map(({ deed, about }) => [deed, about]);
}

test('what one says of oneself comes with the knock, the join and a new name, and goes with the next without it', async () => {
  const { callId, convener } = await conveneMeeting('everybody');
  const amina = await open();
  const names = { name: 'Amina', profession: '', role: SOMALI };
  await amina.request('knock', { callId, ...amina.credentials, ...names });
  const { lobby } = await convener.waitForNotice('lobbyChanged');
  expect(lobby[0]).toMatchObject({ name: 'Amina', role: SOMALI });
  await convener.request('admit', { participantId: lobby[0]?.id as ParticipantId });
  expect(await enter(amina, callId, 'Amina', SOMALI)).not.toHaveProperty('givenRole');
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant.role).toEqual(SOMALI);
  expect((await convener.request('readMessages', { after: 0 })).messages).toEqual([]);

  await amina.request('renameMyself', { ...names, role: SIGNS });
  await roleChanged(convener, SIGNS);
  await amina.request('renameMyself', { name: 'Amina', profession: '' });
  await roleChanged(convener, undefined);
});

test('a convener gives and takes a role: all are told, their page by whom, and it is on record', async () => {
  const { callId, convener } = await conveneMeeting();
  const { page: amina, participantId } = await guestOf(callId);
  const { page: bo } = await guestOf(callId, undefined, 'Bo');
  await convener.request('setRole', { participantId, role: SOMALI });
  expect(await amina.waitForNotice('roleGiven')).toEqual({ role: SOMALI, by: 'Karin' });
  for (const page of [convener, bo]) await roleChanged(page, SOMALI);
  // Somebody was quicker: granted, and nobody is told.
  await convener.request('setRole', { participantId, role: SOMALI });
  await convener.request('setRole', { participantId, role: null });
  await amina.waitForNotice('roleGiven', ({ role }) => role === null);
  expect(amina.all('roleGiven')).toHaveLength(2);
  await roleChanged(bo, undefined);
  await convener.request('setRole', { participantId, role: { type: 'captioner' } });
  await eventually(
    async () => (await auditedIn(callId)).slice(0, 3),
    [
      ['madeCaptioner', 'Amina'],
      ['meetingRoleRemoved', 'Amina'],
      ['madeInterpreter', 'Amina'],
    ],
  );
  expect(await convener.expectRefusal('setRole', { participantId: NOBODY, role: null })).toEqual({
    code: 'participantGone',
  });
});

test('nobody but a convener gives a role to another or takes it, and a role gives no right to', async () => {
  const { callId, convener } = await conveneMeeting();
  const { participantId } = await guestOf(callId, SOMALI);
  const { page: eve } = await guestOf(callId, SIGNS, 'Eve');
  for (const role of [SIGNS, null])
    expect(await eve.expectRefusal('setRole', { participantId, role })).toEqual({
      code: 'notConvener',
    });
  expect(await eve.expectRefusal('muteEverybody', {})).toEqual({ code: 'notConvener' });
  expect(convener.all('participantChanged')).toEqual([]);
});

test('of 10,000 characters for a language not one is read', async () => {
  const { callId } = await conveneMeeting();
  const { page } = await guestOf(callId);
  const role = { type: 'interpreter', language: 'x'.repeat(10_000) };
  const names = { name: 'Amina', profession: '', role };
  expect(await page.expectRefusal('renameMyself', names)).toEqual({ code: 'tooLarge' });
});

test.each([
  { type: 'convener' },
  { type: 'interpreter' },
  { type: 'interpreter', language: 'somaliska' },
  { type: 'interpreter', language: 'ar\u202eso' },
  { type: 'interpreter', language: { toString: 'so' } },
  'interpreter',
  ['interpreter', 'so'],
  null,
])('a role that is none is refused: %j', async (role) => {
  const { callId, convener } = await conveneMeeting();
  const { page, participantId } = await guestOf(callId);
  const names = { name: 'Amina', profession: '', role };
  const stranger = await open();
  for (const [asker, request, body] of [
    [page, 'renameMyself', names],
    [stranger, 'knock', { callId, ...stranger.credentials, ...names }],
    [stranger, 'join', { ...names, tracks: [] }],
    // A convener takes one away by null.
    ...(role === null ? [] : ([[convener, 'setRole', { participantId, role }]] as const)),
  ] as const) {
    const { code, where } = await asker.expectRefusal(request, body);
    expect([code, where?.split('.')[0]]).toEqual(['invalid', 'role']);
  }
  expect(convener.all('participantChanged')).toEqual([]);
});

test('a flood of roles is slowed down, by oneself and by a convener', async () => {
  const { callId, convener } = await conveneMeeting();
  const { page, participantId } = await guestOf(callId);
  const codes = new Set<string>();
  const roles = [SOMALI, SIGNS];
  for (let at = 0; at < 2_000 && !codes.has('tooFast'); at += 1) {
    const role = roles[at % 2];
    const answer = await page.ask('renameMyself', { name: 'Amina', profession: '', role });
    if (!answer.ok) codes.add(answer.refusal.code);
  }
  expect([...codes]).toEqual(['tooFast']);
  codes.clear();
  for (let at = 0; at < 2_000 && !codes.has('tooFast'); at += 1) {
    const answer = await convener.ask('setRole', { participantId, role: roles[at % 2] });
    if (!answer.ok) codes.add(answer.refusal.code);
  }
  expect([...codes]).toEqual(['tooFast']);
});

test('what a convener has said holds when the page comes back, whatever it says, until they change it themselves', async () => {
  const { callId, convener } = await conveneMeeting();
  const { page: amina, participantId } = await guestOf(callId, SIGNS);
  await convener.request('setRole', { participantId, role: SOMALI });
  const again = await open();
  again.personKey = amina.personKey;
  expect((await enter(again, callId, 'Amina', SIGNS)).givenRole).toEqual(SOMALI);
  const { participant } = await convener.waitForNotice('participantReturned');
  expect(participant.role).toEqual(SOMALI);
  await convener.request('setRole', { participantId, role: null });
  await again.waitForNotice('roleGiven', ({ role }) => role === null);
  const third = await open();
  third.personKey = amina.personKey;
  expect((await enter(third, callId, 'Amina', SIGNS)).givenRole).toBeNull();
  await third.request('renameMyself', { name: 'Amina', profession: '', role: SIGNS });
  await roleChanged(convener, SIGNS);
});

test('also when they have left, and come back to the same meeting', async () => {
  const { callId, convener } = await conveneMeeting();
  const { page: amina, participantId } = await guestOf(callId, SOMALI);
  await convener.request('setRole', { participantId, role: SIGNS });
  await amina.request('leave', {});
  await convener.waitForNotice('participantLeft');
  const meeting = await meetingOf(callId);
  expect(meetingState.parse(meeting.handOver()).departedRoles).toEqual([[participantId, SIGNS]]);
  expect((await enter(amina, callId, 'Amina', SOMALI)).givenRole).toEqual(SIGNS);
  expect(meeting.find(participantId)?.role).toEqual(SIGNS);
  expect(meeting.handOver().departedRoles).toEqual([]);
});

test('a telephone that is made an interpreter stays one when its meeting moves, and so does a page', async () => {
  const { callId, convener } = await conveneMeeting();
  const caller = new Caller();
  const phone = await tests.joinFlow.enter(callId, caller);
  if (phone.type !== 'entered') throw new Error(`not in the meeting: ${phone.type}`);
  const { page: amina, participantId } = await guestOf(callId);
  await convener.request('setRole', { participantId: phone.person.id, role: SOMALI });
  await convener.request('setRole', { participantId, role: SIGNS });
  await roleChanged(convener, SIGNS);
  const former = meetingState.parse(
    JSON.parse(JSON.stringify((await meetingOf(callId)).handOver())),
  );
  expect(former.persons.map(({ givenRole }) => givenRole)).toEqual([undefined, SOMALI, SIGNS]);
  await server.meetings.end(callId, 'mediaFailed');
  await server.meetings.open(callId, former);
  convener.notices.length = 0;
  const { participants } = await convener.enter(callId, 'Karin');
  const shown = () => [
    ...participants,
    ...convener.all('participantJoined').map((body) => body.participant),
  ];
  expect((await enter(amina, callId, 'Amina')).givenRole).toEqual(SIGNS);
  const known = { id: phone.person.id, name: { name: 'Telefon', profession: '' }, isLinked: false };
  await tests.joinFlow.enterChecked(callId, caller, known);
  await eventually(
    () =>
      shown()
        .flatMap(({ kind, role }) => (role ? [`${kind} ${role.type}`] : []))
        .toSorted(),
    ['browser signLanguageInterpreter', 'phone interpreter'],
  );
});

test('however many say that they interpret, a few are never held back: those whom a convener has made interpreters first', async () => {
  const { callId, convener } = await conveneMeeting();
  const interpreters = [];
  for (let at = 0; at < MAX_ALWAYS_HEARD + 2; at += 1)
    interpreters.push(await guestOf(callId, SOMALI, `Tolk ${at}`));
  const ids = interpreters.map(({ participantId }) => participantId);
  await guestOf(callId, { type: 'captioner' }, 'Skrivtolk');
  const meeting = await meetingOf(callId);
  expect(alwaysHeardIn(meeting)).toEqual(ids.slice(0, MAX_ALWAYS_HEARD));
  // Of the same role: it is not only they who say it now.
  const last = ids.at(-1) as ParticipantId;
  await convener.request('setRole', { participantId: last, role: SOMALI });
  expect(alwaysHeardIn(meeting)).toEqual([...ids.slice(0, MAX_ALWAYS_HEARD - 1), last]);
  // Whoever mends their name has chosen no other role.
  const again = { name: 'Tolk Åsa', profession: '', role: SOMALI };
  await interpreters.at(-1)?.page.request('renameMyself', again);
  expect(alwaysHeardIn(meeting)).toEqual([...ids.slice(0, MAX_ALWAYS_HEARD - 1), last]);
  await interpreters.at(-1)?.page.request('leave', {});
  await eventually(() => alwaysHeardIn(meeting), ids.slice(0, MAX_ALWAYS_HEARD));
});

test('from whom a convener has taken the role is held back as others are, whatever they say, until a convener gives it', async () => {
  const { callId, convener } = await conveneMeeting();
  const { page: eve, participantId } = await guestOf(callId, SOMALI, 'Eve');
  const meeting = await meetingOf(callId);
  expect(alwaysHeardIn(meeting)).toEqual([participantId]);
  await convener.request('setRole', { participantId, role: null });
  await eve.request('renameMyself', { name: 'Eve', profession: '', role: SOMALI });
  await roleChanged(convener, SOMALI);
  expect(alwaysHeardIn(meeting)).toEqual([]);
  await convener.request('setRole', { participantId, role: SOMALI });
  expect(alwaysHeardIn(meeting)).toEqual([participantId]);
});

const alwaysHeardIn = (meeting: Meeting) =>
  meeting.persons.flatMap(({ id }) => (meeting.roles.isAlwaysHeard(id) ? [id] : []));
