// People join a meeting, are told of each other's tracks, and leave.
import { afterEach, expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { dtlsParameters, offer } from '@distansmote/testkit/browser/trackOffers.ts';

const { server, open, closePages } = await sharedServer();
afterEach(async () => {
  closePages();
  await eventually(() => server.meetings.count, 0);
});

test('the reply to `prepare` has everything that media needs', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const { sendTransport, receiveTransport, tracks } = await anna.prepare(callId);
  expect(sendTransport.id).not.toBe(receiveTransport.id);
  expect(tracks).toEqual([]);
  for (const transport of [sendTransport, receiveTransport]) {
    const protocols = transport.iceCandidates.map((candidate) => candidate.protocol);
    expect(new Set(protocols)).toEqual(new Set(['udp', 'tcp']));
    expect(transport.dtlsParameters.fingerprints.length).toBeGreaterThan(0);
  }
});

test('the others are told who joined, and are offered the tracks', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const first = await anna.enter(callId, 'Anna');
  expect(first.participants).toEqual([]);
  const { participantId } = await bo.prepare(callId);
  const { participants } = await bo.request('join', {
    name: 'Bo <b>Öberg</b>',
    profession: 'Läkare',
    tracks: [offer('microphone'), offer('camera', true)],
  });
  const described = {
    kind: 'browser',
    connection: 'good',
    handRaisedAt: null,
    isConvener: false,
    speaksByPhone: false,
    name: 'Bo <b>Öberg</b>',
    profession: 'Läkare',
  };
  expect(participants).toEqual([
    { ...described, id: first.participantId, name: 'Anna', profession: '' },
  ]);
  expect((await anna.waitForNotice('participantJoined')).participant).toEqual({
    id: participantId,
    ...described,
  });
  const camera = await anna.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
  const microphone = await anna.waitForNotice(
    'trackStarted',
    ({ track }) => track.source === 'microphone',
  );
  expect(camera.track).toMatchObject({ participantId, isPaused: true });
  expect(microphone.track).toMatchObject({ participantId, isPaused: false });
  expect(camera.track.rtpParameters.codecs[0]?.mimeType).toBe('video/VP8');
  expect(anna.noticeNames[0]).toBe('participantJoined');
  expect(bo.notices).toEqual([]);
});

test('the reply to `prepare` has the tracks that exist already', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const { participantId } = await anna.enter(callId, 'Anna', [
    offer('camera'),
    offer('microphone'),
  ]);
  const { tracks } = await bo.prepare(callId);
  expect(tracks.map((track) => track.source).sort()).toEqual(['camera', 'microphone']);
  for (const track of tracks) expect(track.participantId).toBe(participantId);
  await bo.request('tracksReady', { tracks: [{ participantId, source: 'camera' }] });
});

test('a client that has prepared is told of tracks but of nobody, and nobody is told of it', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const clara = await open();
  await anna.enter(callId, 'Anna');
  await clara.prepare(callId);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await clara.waitForNotice('trackStarted');
  await bo.request('pauseTrack', { source: 'microphone' });
  await clara.waitForNotice('trackPaused');
  await bo.request('leave', {});
  await clara.waitForNotice('trackStopped');
  await anna.waitForNotice('participantLeft');
  expect(clara.noticeNames).toEqual(['trackStarted', 'trackPaused', 'trackStopped']);
  expect(JSON.stringify(clara.notices)).not.toMatch(/Anna|Bo/);
  clara.close();
  await eventually(() => server.signalling.connectionCount, 2);
  expect(anna.all('participantJoined')).toHaveLength(1);
  expect(anna.all('participantLeft')).toHaveLength(1);
});

test('the others are told when a track is started, paused, resumed and stopped', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo');
  await bo.request('startTrack', offer('screen'));
  await anna.waitForNotice('trackStarted');
  await anna.request('tracksReady', { tracks: [{ participantId, source: 'screen' }] });
  await bo.request('pauseTrack', { source: 'screen' });
  await bo.request('resumeTrack', { source: 'screen' });
  await bo.request('stopTrack', { source: 'screen' });
  await anna.waitForNotice('trackStopped');
  const noticeNames = [
    'participantJoined',
    'trackStarted',
    'trackPaused',
    'trackResumed',
    'trackStopped',
  ];
  expect(anna.noticeNames).toEqual(noticeNames);
  for (const { body } of anna.notices.slice(2))
    expect(body).toEqual({ participantId, source: 'screen' });
  // Not an error for a track that has stopped meanwhile.
  await anna.request('tracksReady', { tracks: [{ participantId, source: 'screen' }] });
  // It can be started again.
  await bo.request('startTrack', offer('screen'));
});

test('leaving is announced, tracks included, and the same socket can join again', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo', [offer('microphone')]);
  await anna.waitForNotice('trackStarted');
  await bo.request('leave', {});
  expect(await anna.waitForNotice('participantLeft')).toEqual({ participantId, reason: 'left' });
  expect(anna.noticeNames.slice(2)).toEqual(['trackStopped', 'participantLeft']);
  const again = await bo.enter(callId, 'Bo igen', [offer('microphone')]);
  expect(again.participantId).toBe(participantId);
  expect(again.participants.map((participant) => participant.name)).toEqual(['Anna']);
});

test('two who join at once are in the same meeting', async () => {
  const { callId } = await server.makeSpace();
  const both = [await open(), await open()];
  await Promise.all(both.map((page) => page.enter(callId, 'Samtidig', [offer('microphone')])));
  expect(server.meetings.count).toBe(1);
  await Promise.all(both.map((page) => page.waitForNotice('trackStarted').catch(() => undefined)));
  const joined = both.flatMap((page) => page.all('participantJoined'));
  expect(joined).toHaveLength(1);
});

test('somebody who prepares while the last one leaves gets in', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  for (let round = 0; round < 10; round += 1) {
    await anna.enter(callId, 'Anna');
    await Promise.all([bo.prepare(callId), anna.request('leave', {})]);
    await bo.request('join', { name: 'Bo', profession: '', tracks: [offer('microphone')] });
    await bo.request('leave', {});
  }
});

test('meetings are isolated from each other', async () => {
  const anna = await open();
  const bo = await open();
  await anna.enter((await server.makeSpace('ett')).callId, 'Anna');
  const { participants } = await bo.enter((await server.makeSpace('två')).callId, 'Bo', [
    offer('microphone'),
  ]);
  expect(participants).toEqual([]);
  expect(server.meetings.count).toBe(2);
  await anna.request('startTrack', offer('microphone'));
  expect([...anna.notices, ...bo.notices]).toEqual([]);
});

test('a transport connects only once', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  await anna.prepare(callId);
  for (const direction of ['send', 'receive'] as const) {
    await anna.request('connectTransport', { direction, dtlsParameters });
    expect(await anna.expectRefusal('connectTransport', { direction, dtlsParameters })).toEqual({
      code: 'alreadyConnected',
    });
  }
});

test('when the space is deleted everybody is told, pending ones included, and nobody gets in again', async () => {
  const space = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(space.callId, 'Anna', [offer('camera')]);
  await bo.prepare(space.callId);
  await server.spaces.delete(space.id);
  await server.meetings.end(space.callId, 'spaceDeleted');
  expect(await anna.waitForNotice('meetingEnded')).toEqual({ reason: 'spaceDeleted' });
  expect(await bo.waitForNotice('meetingEnded')).toEqual({ reason: 'spaceDeleted' });
  const join = { name: 'Bo', profession: '', tracks: [] };
  expect(await bo.expectRefusal('join', join)).toEqual({ code: 'notPrepared' });
  const { rtpCapabilities } = server.mediaWorkers;
  expect(
    await bo.expectRefusal('prepare', {
      callId: space.callId,
      personKey: bo.personKey,
      rtpCapabilities,
    }),
  ).toEqual({
    code: 'callIdUnknown',
  });
});

test('somebody who prepared before the space was deleted cannot join after', async () => {
  const space = await server.makeSpace();
  const anna = await open();
  await anna.prepare(space.callId);
  await server.spaces.delete(space.id);
  const join = { name: 'Anna', profession: '', tracks: [offer('camera')] };
  expect(await anna.expectRefusal('join', join)).toEqual({ code: 'callIdUnknown' });
});
