// The lobby: a waiting guest learns nothing, reaches nothing, and is admitted or denied.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { expect, test } from 'vitest';
import type { Space } from '../src/spaces/spaceStore.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { requestBodies } from '@distansmote/testkit/browser/requestBodies.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';

const GRACE_MS = 300;

const meetings = await sharedServer({}, { graceMs: GRACE_MS });
const { server, open } = meetings;
const conveneMeeting = (settings: Partial<Space> = {}) =>
  meetings.conveneMeeting(settings, [offer('microphone')]);

test('a knock is shown to conveners only, and its guest joins once admitted', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await open();
  const capabilities = { rtpCapabilities: server.mediaWorkers.rtpCapabilities };
  expect(
    await lars.expectRefusal('prepare', { callId, ...lars.credentials, ...capabilities }),
  ).toEqual({
    code: 'needsLobby',
  });
  expect(await lars.knock(callId, 'Lars')).toEqual({
    isAdmitted: false,
    isConvenerThere: true,
    isNumberChecked: true,
  });
  const { lobby } = await convener.waitForNotice('lobbyChanged');
  expect(lobby).toEqual([
    { id: expect.any(String) as string, kind: 'browser', name: 'Lars', profession: '' },
  ]);
  const participantId = lobby[0]?.id as never;
  await convener.request('admit', { participantId });
  await lars.waitForNotice('admitted');
  await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 0);
  expect((await lars.enter(callId, 'Lars')).participants).toHaveLength(1);
  expect(await convener.expectRefusal('admit', { participantId })).toEqual({ code: 'notInLobby' });

  // Participants who are not conveners are not told of the next one.
  const elsa = await open();
  await elsa.knock(callId, 'Elsa');
  await convener.waitForNotice('lobbyChanged', (body) => body.lobby[0]?.name === 'Elsa');
  expect(lars.noticeNames).not.toContain('lobbyChanged');
});

test('a waiting guest is told nothing of the meeting, and every request is refused', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await open();
  await lars.knock(callId, 'Lars');
  const [, guest] = [await convener.waitForNotice('lobbyChanged'), await open()];
  await convener.request('admit', await guestOf(guest, 'Elsa', callId, convener));
  await guest.enter(callId, 'Elsa', [offer('microphone'), offer('camera')]);
  await guest.request('sendMessage', {
    id: '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11',
    to: 'everybody',
    text: 'Hemligt',
  });
  await convener.waitForNotice('messageSent');
  const heard: Notice['name'][] = lars.noticeNames;
  expect(heard).toEqual([]);

  // By who they are, which must not be another page: that would take their place.
  const bodies = {
    ...requestBodies(callId),
    prepare: { callId, ...lars.credentials, rtpCapabilities: server.mediaWorkers.rtpCapabilities },
  };
  for (const [name, body] of Object.entries(bodies)) {
    if (name === 'leave' || name === 'knock') continue;
    const { code } = await lars.expectRefusal(name, body);
    const refusals = ['needsLobby', 'notPrepared', 'notJoined', 'alreadyJoined'];
    expect(refusals, name).toContain(code);
  }
  expect(lars.noticeNames).toEqual([]);
});

async function guestOf(page: Page, name: string, callId: CallId, convener: Page) {
  await page.knock(callId, name);
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
    body.lobby.some((guest) => guest.name === name),
  );
  return { participantId: lobby.find((guest) => guest.name === name)?.id as never };
}

test('a denied guest is told when to knock again, and cannot knock earlier', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await open();
  const toLars = await guestOf(lars, 'Lars', callId, convener);
  await convener.request('deny', toLars);
  expect(await lars.waitForNotice('denied')).toEqual({ retryAfterSeconds: 10 });
  const knock = { callId, ...lars.credentials, name: 'Lars', profession: '' };
  expect(await lars.expectRefusal('knock', knock)).toEqual({ code: 'tooFast' });
});

test('a waiting guest learns whether somebody can admit them', async () => {
  const { callId, cookie } = await meetings.ownedSpace({ lobby: 'everybody' });
  const convener = await open({ extraHeaders: { cookie } });
  const lars = await open();
  expect(await lars.knock(callId, 'Lars')).toMatchObject({
    isAdmitted: false,
    isConvenerThere: false,
  });
  const { lobby } = await convener.enter(callId, 'Karin');
  expect(lobby).toHaveLength(1);
  expect(await lars.waitForNotice('convenerPresenceChanged')).toEqual({ isConvenerThere: true });
  await convener.request('leave', {});
  await lars.waitForNotice('convenerPresenceChanged', ({ isConvenerThere }) => !isConvenerThere);
});

test('the guest link skips a lobby where the call ID alone must wait, if the space says so', async () => {
  const { space, callId } = await conveneMeeting({ lobby: 'withoutLink' });
  const byLink = await open();
  byLink.secret = space.secret;
  await byLink.enter(callId, 'Elsa');
  const byNumber = await open();
  expect((await byNumber.knock(callId, 'Lars')).isAdmitted).toBe(false);
  const byGuess = await open();
  byGuess.secret = 'A'.repeat(22);
  expect((await byGuess.knock(callId, 'Bo')).isAdmitted).toBe(false);
});

test('an admitted guest returns without knocking, also after a server restart', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const lars = await open();
  await convener.request('admit', await guestOf(lars, 'Lars', callId, convener));
  await lars.waitForNotice('admitted');
  await lars.enter(callId, 'Lars');
  // As after a crash: the meeting has forgotten everybody.
  await server.meetings.end(callId, 'serverStopping');
  const again = await open();
  again.personKey = lars.personKey;
  expect((await again.knock(callId, 'Lars')).isAdmitted).toBe(false);
  again.pass = lars.pass;
  expect((await again.knock(callId, 'Lars')).isAdmitted).toBe(true);
  await again.enter(callId, 'Lars');
  // Somebody else's pass is invalid.
  const thief = await open();
  thief.pass = lars.pass;
  expect((await thief.knock(callId, 'Tjuv')).isAdmitted).toBe(false);
});

test('a guest who stops waiting leaves the lobby, and an empty meeting is forgotten', async () => {
  const { callId } = await server.spaces.create({
    name: 'Möte',
    ownerId: null,
    lobby: 'everybody',
  });
  const lars = await open();
  await lars.knock(callId, 'Lars');
  expect(await server.meetings.find(callId)).toBeDefined();
  lars.socket.disconnect();
  await eventually(() => server.meetings.find(callId), undefined);
});

test('a page is in the lobby only once', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const [first, second] = [await open(), await open()];
  await first.knock(callId, 'Elsa');
  await second.knock(callId, 'Lars');
  await first.knock(callId, 'Igen');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
    body.lobby.some(({ name }) => name === 'Igen'),
  );
  expect(lobby).toHaveLength(2);
});
