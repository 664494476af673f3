// Hands, playback reports, and ending the meeting for all.
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const PASSWORD = 'a password for tests';
const { server, open } = await sharedServer({ ADMIN_PASSWORD: PASSWORD });

test('a raised hand is told to everybody, including its owner and those who join later', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const { participantId } = await anna.enter(callId, 'Anna');
  await bo.enter(callId, 'Bo');
  await anna.request('raiseHand', {});
  await anna.request('raiseHand', {});
  const { at } = await bo.waitForNotice('handRaised');
  await anna.waitForNotice(
    'handRaised',
    (body) => body.participantId === participantId && body.at === at,
  );
  const late = await open();
  const { participants } = await late.enter(callId, 'Clara');
  expect(participants.map(({ handRaisedAt }) => handRaisedAt)).toEqual([at, null]);
  await anna.request('lowerHand', {});
  await anna.request('lowerHand', {});
  await bo.waitForNotice('handLowered');
  await anna.request('leave', {});
  await bo.waitForNotice('participantLeft');
  expect(bo.noticeNames.filter((name) => name.startsWith('hand'))).toEqual([
    'handRaised',
    'handLowered',
  ]);
});

test('a page that returns is told whether the hand is up, and a newcomer is told nothing of it', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await bo.enter(callId, 'Bo');
  expect(await anna.enter(callId, 'Anna')).not.toHaveProperty('handRaisedAt');
  await anna.request('raiseHand', {});
  const { at } = await bo.waitForNotice('handRaised');
  const returned = await open();
  returned.personKey = anna.personKey;
  expect(await returned.enter(callId, 'Anna')).toHaveProperty('handRaisedAt', at);
  await returned.request('lowerHand', {});
  const again = await open();
  again.personKey = anna.personKey;
  expect(await again.enter(callId, 'Anna')).toHaveProperty('handRaisedAt', null);
});

test('a hand is gone when its owner leaves', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await bo.enter(callId, 'Bo');
  await anna.enter(callId, 'Anna');
  await anna.request('raiseHand', {});
  await anna.request('leave', {});
  await anna.enter(callId, 'Anna');
  const { participant } = await bo.waitForNotice('participantJoined');
  expect(participant.handRaisedAt).toBeNull();
});

test('only its subject is told of a playback report', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const clara = await open();
  const { participantId: annaId } = await anna.enter(callId, 'Anna');
  const { participantId: boId } = await bo.enter(callId, 'Bo');
  await clara.enter(callId, 'Clara');
  await bo.request('reportPlayback', {
    reports: [{ of: annaId, sound: 'blocked', picture: 'shown' }],
  });
  expect(await anna.waitForNotice('playbackReported')).toEqual({
    by: boId,
    sound: 'blocked',
    picture: 'shown',
  });
  expect(clara.noticeNames).not.toContain('playbackReported');
});

test('only the convener ends the meeting for all', async () => {
  const signIn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { callId } = await server.makeSpace();
  const guest = await open();
  expect((await guest.enter(callId, 'Anna')).isConvener).toBe(false);
  expect(await guest.expectRefusal('endMeeting', {})).toEqual({ code: 'notConvener' });
  const forged = await open({ extraHeaders: { cookie: 'session=forged' } });
  expect((await forged.enter(callId, 'Bo')).isConvener).toBe(false);

  const convener = await open({ extraHeaders: { cookie } });
  expect((await convener.enter(callId, 'Karin')).isConvener).toBe(true);
  await convener.request('endMeeting', {});
  expect(await guest.waitForNotice('meetingEnded')).toEqual({ reason: 'endedByConvener' });
  expect((await guest.prepare(callId)).tracks, 'the space is there still').toEqual([]);
});
