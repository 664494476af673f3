// Moderation: every request by every role, and its effects.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { expect, test } from 'vitest';
import type { Space } from '../src/spaces/spaceStore.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';

const meetings = await sharedServer({}, { sessionRefreshMs: 50 });
const { server, open, openAs } = meetings;
const conveneMeeting = (settings: Partial<Space> = {}) =>
  meetings.conveneMeeting(settings, [offer('microphone')]);

const LARS = { name: 'Lars', profession: '' };

const LEADING: [RequestName, (of: ParticipantId) => unknown, string | undefined][] = [
  ['admit', (participantId) => ({ participantId }), 'notInLobby'],
  ['deny', (participantId) => ({ participantId }), 'notInLobby'],
  ['askForSound', (participantId) => ({ participantId }), undefined],
  ['lowerHandOf', (participantId) => ({ participantId }), undefined],
  ['stopScreenOf', (participantId) => ({ participantId }), 'notSharing'],
  ['startCaptions', () => ({}), 'noCaptions'],
  ['stopCaptions', () => ({}), undefined],
  ['setSpotlight', (participantId) => ({ participantId }), undefined],
  ['tellLobby', () => ({ text: 'Hej' }), 'nobodyWaits'],
  ['muteParticipant', (participantId) => ({ participantId }), undefined],
  ['renameParticipant', (participantId) => ({ participantId, name: 'Elsa' }), 'notOnPhone'],
  ['setRole', (participantId) => ({ participantId, role: { type: 'captioner' } }), undefined],
  ['muteEverybody', () => ({}), undefined],
  ['setLocked', () => ({ isLocked: true }), undefined],
  ['removeParticipant', (participantId) => ({ participantId }), undefined],
  ['endMeeting', () => ({}), undefined],
  ['deleteSpace', () => ({}), undefined],
];

type Role = (callId: CallId, space: Space) => Promise<Page>;
const MAY_NOT: Record<string, [Role, string]> = {
  stranger: [() => open(), 'notJoined'],
  'in the lobby': [
    async (callId, space) => {
      await server.spaces.change(space.id, { lobby: 'everybody' });
      const page = await open();
      await page.knock(callId, 'Lars');
      return page;
    },
    'notJoined',
  ],
  prepared: [
    async (callId) => {
      const page = await open();
      await page.prepare(callId);
      return page;
    },
    'notJoined',
  ],
  participant: [
    async (callId) => {
      const page = await open();
      await page.enter(callId, 'Lars');
      return page;
    },
    'notConvener',
  ],
  'convener of another space': [
    async (callId) => {
      const { page, account } = await openAs();
      await server.spaces.create({ name: 'Ett annat', ownerId: account.id });
      await page.enter(callId, 'Lars');
      return page;
    },
    'notConvener',
  ],
};

test.each(Object.entries(MAY_NOT))('%s may not moderate', async (_, [role, code]) => {
  const { space, callId, convener } = await conveneMeeting();
  const victim = await open();
  const { participantId } = await victim.enter(callId, 'Elsa', [offer('microphone')]);
  const page = await role(callId, space);
  for (const [name, body] of LEADING) {
    expect(await page.expectRefusal(name, body(participantId)), name).toEqual({ code });
  }
  expect(victim.noticeNames).not.toContain('muted');
  expect(victim.noticeNames).not.toContain('removed');
  expect(victim.noticeNames).not.toContain('soundAsked');
  expect(victim.noticeNames).not.toContain('spotlightChanged');
  expect(await convener.ask('setLocked', { isLocked: false })).toEqual({ ok: true, reply: {} });
});

const MAY: Record<string, (space: Space) => Promise<Page>> = {
  colleague: async (space) => {
    const { page, account } = await openAs();
    await server.conveners.add(space.id, account.username);
    return page;
  },
  administrator: async () => (await openAs('administrator')).page,
};

test.each(Object.entries(MAY))('a %s may moderate like the owner', async (_, role) => {
  const { space, callId } = await conveneMeeting();
  const page = await role(space);
  expect((await page.enter(callId, 'Kollega')).isConvener).toBe(true);
  for (const [name, body, refusal] of LEADING) {
    // The last ones end the meeting.
    const victim = await open();
    await server.spaces.change(space.id, { lobby: 'none' });
    await page.request('setLocked', { isLocked: false });
    const { participantId } = await victim.enter(callId, 'Elsa', [offer('microphone')]);
    const answer = await page.ask(name, body(participantId));
    expect(answer.ok ? undefined : answer.refusal.code, name).toBe(refusal);
    if (name === 'endMeeting') await page.enter(callId, 'Kollega');
    victim.close();
  }
  expect(await server.spaces.find(space.id)).toBeUndefined();
});

test('a withdrawn role is lost at once', async () => {
  const { space, callId } = await conveneMeeting();
  const { page, account } = await openAs();
  await server.conveners.add(space.id, account.username);
  await page.enter(callId, 'Kollega');
  await page.request('setLocked', { isLocked: true });
  await server.conveners.remove(space.id, account.id);
  expect(await page.expectRefusal('setLocked', { isLocked: false })).toEqual({
    code: 'notConvener',
  });
});

test('a muted participant is told by whom, sends nothing, and may unmute', async () => {
  const { callId, convener } = await conveneMeeting();
  const lars = await open();
  const { participantId } = await lars.enter(callId, 'Lars', [offer('microphone')]);
  await convener.request('muteParticipant', { participantId });
  expect(await lars.waitForNotice('muted')).toEqual({ byName: 'Karin' });
  await convener.waitForNotice('trackPaused', (body) => body.participantId === participantId);
  const meeting = await server.meetings.find(callId);
  const [track] = [...(meeting?.find(participantId)?.sentTracks ?? [])];
  expect(track?.isPaused).toBe(true);
  await lars.request('resumeTrack', { source: 'microphone' });
  expect(track?.isPaused).toBe(false);
});

test('whoever is muted while their page prepares again comes back muted, told by whom, and may unmute', async () => {
  const { callId, convener } = await conveneMeeting();
  const lars = await open();
  const { participantId } = await lars.enter(callId, 'Lars', [offer('microphone')]);
  await lars.prepare(callId);
  await convener.request('muteParticipant', { participantId });
  const join = () => lars.request('join', { ...LARS, tracks: [offer('microphone')] });
  await join();
  expect(await lars.waitForNotice('muted')).toEqual({ byName: 'Karin' });
  const meeting = await server.meetings.find(callId);
  const isPaused = () => meeting?.find(participantId)?.microphoneTrack?.isPaused;
  await eventually(isPaused, true);
  await lars.request('pauseTrack', { source: 'microphone' });

  // They have heard of it: from now on the page says whether it is muted.
  await lars.prepare(callId);
  await join();
  await eventually(isPaused, false);
  expect(lars.noticeNames.filter((name) => name === 'muted')).toHaveLength(1);
});

test('mute all mutes everybody except conveners', async () => {
  const { callId, convener } = await conveneMeeting();
  const administrator = (await openAs('administrator')).page;
  await administrator.enter(callId, 'Admin', [offer('microphone')]);
  const lars = await open();
  const elsa = await open();
  await lars.enter(callId, 'Lars', [offer('microphone')]);
  await elsa.enter(callId, 'Elsa', []);
  await convener.request('muteEverybody', {});
  await lars.waitForNotice('muted');
  for (const page of [convener, administrator, elsa]) {
    expect(page.noticeNames).not.toContain('muted');
  }
});

test('a removed participant is out, and must be let in to come back', async () => {
  const { callId, convener, convenerId } = await conveneMeeting();
  const lars = await open();
  const { participantId } = await lars.enter(callId, 'Lars', [offer('microphone')]);
  await convener.request('removeParticipant', { participantId });
  await lars.waitForNotice('removed');
  expect(await convener.waitForNotice('participantLeft')).toEqual({
    participantId,
    reason: 'removed',
  });
  expect(await lars.expectRefusal('pauseTrack', { source: 'microphone' })).toEqual({
    code: 'notJoined',
  });
  const again = {
    callId,
    ...lars.credentials,
    rtpCapabilities: server.mediaWorkers.rtpCapabilities,
  };
  expect(await lars.expectRefusal('prepare', again)).toEqual({ code: 'needsLobby' });
  await convener.request('setLocked', { isLocked: true });
  const knock = { callId, ...lars.credentials, name: 'Lars', profession: '' };
  for (const [name, body] of [
    ['prepare', again],
    ['knock', knock],
  ] as const)
    expect(await lars.expectRefusal(name, body), 'while locked').toEqual({ code: 'removed' });
  await convener.request('setLocked', { isLocked: false });
  expect(await convener.expectRefusal('removeParticipant', { participantId: convenerId })).toEqual({
    code: 'isConvener',
  });
  expect(await convener.expectRefusal('removeParticipant', { participantId })).toEqual({
    code: 'participantGone',
  });
});

test('a colleague who may no longer moderate is listed like any other participant, and can be removed', async () => {
  const { space, callId, convener } = await conveneMeeting();
  const { account, page: colleague } = await openAs();
  await server.conveners.add(space.id, account.username);
  const { participantId, isConvener } = await colleague.enter(callId, 'Kollega');
  expect(isConvener).toBe(true);
  expect(await convener.expectRefusal('removeParticipant', { participantId })).toEqual({
    code: 'isConvener',
  });
  await server.conveners.remove(space.id, account.id);
  await convener.waitForNotice(
    'participantChanged',
    ({ participant }) => participant.id === participantId && !participant.isConvener,
  );
  await convener.request('removeParticipant', { participantId });
  await colleague.waitForNotice('removed');
});

test('a locked room lets in conveners and those who were there, and nobody new', async () => {
  const { space, callId, convener } = await conveneMeeting();
  const lars = await open();
  await lars.enter(callId, 'Lars');
  await convener.request('setLocked', { isLocked: true });
  await lars.waitForNotice('lockChanged', ({ isLocked }) => isLocked);

  const stranger = await open();
  stranger.secret = space.secret;
  const capabilities = { rtpCapabilities: server.mediaWorkers.rtpCapabilities };
  expect(
    await stranger.expectRefusal('prepare', { callId, ...stranger.credentials, ...capabilities }),
  ).toEqual({ code: 'locked' });

  // Both drop, and return on new sockets.
  const [again, leader] = [await open(), await openAs('administrator')];
  again.personKey = lars.personKey;
  lars.close();
  await eventually(async () => (await server.meetings.find(callId))?.presentCount, 1);
  expect((await again.enter(callId, 'Lars')).isLocked).toBe(true);
  expect((await leader.page.enter(callId, 'Admin')).isLocked).toBe(true);
});

test('somebody who prepared before the lock cannot join after it', async () => {
  const { callId, convener } = await conveneMeeting();
  const lars = await open();
  await lars.prepare(callId);
  await convener.request('setLocked', { isLocked: true });
  expect(await lars.expectRefusal('join', { name: 'Lars', profession: '', tracks: [] })).toEqual({
    code: 'locked',
  });
});

test('deleting the space from the meeting ends it for everybody, and the call ID is refused', async () => {
  const { space, callId, convener } = await conveneMeeting({ lobby: 'withoutLink' });
  const lars = await open();
  lars.secret = space.secret;
  await lars.enter(callId, 'Lars', [offer('microphone')]);
  const waiting = await open();
  await waiting.knock(callId, 'Elsa');
  await convener.request('deleteSpace', {});
  for (const page of [lars, convener, waiting]) {
    expect(await page.waitForNotice('meetingEnded')).toEqual({ reason: 'spaceDeleted' });
  }
  expect(await lars.expectRefusal('join', { name: 'Lars', profession: '', tracks: [] })).toEqual({
    code: 'notPrepared',
  });
  const stranger = await open();
  expect(
    await stranger.expectRefusal('knock', {
      callId,
      ...stranger.credentials,
      name: 'Bo',
      profession: '',
    }),
  ).toEqual({ code: 'callIdUnknown' });
});
