// Room systems that dial a video address: in the meeting as others are, or told why not and hung up on.
import type { Invitation } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';
import { makeFolderWithShortPrompts } from '@distansmote/testkit/telephone/shortPrompts.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import type { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const sipPort = await freePort();
// A goodbye is spoken to its end before the call is.
const { folder, remove } = makeFolderWithShortPrompts();
afterAll(remove);
const { server, open, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  DATA_DIR: folder,
  SIP_ROOMS: '1',
});

let rooms: VirtualRooms;
beforeEach(() => {
  rooms = new VirtualRooms(sipPort);
});
afterEach(async () => {
  rooms.close();
  await server.meetings.endAll('endedByConvener');
});

const peopleIn = async (callId: CallId) =>
  ((await server.meetings.find(callId))?.persons ?? []).map(({ kind, name }) => ({ kind, name }));
const isHungUpOn = async ({ dialog: { phone } }: VirtualPhone) => phone.asked('BYE');

describe('a room that dials', () => {
  test('without a name is a meeting room', async () => {
    const { callId } = await server.makeSpace();
    await rooms.dial({ dials: callId, name: '' });
    await eventually(() => peopleIn(callId), [{ kind: 'room', name: 'Konferensrum' }]);
  });

  test('anything else and offers video is asked for the call ID, and is a room', async () => {
    const { callId } = await server.makeSpace();
    const room = await rooms.dial({ dials: 'mote', offersVideo: true });
    await room.key(`${callId}#`);
    await eventually(() => peopleIn(callId), [{ kind: 'room', name: 'Rum 3' }]);
  });

  test('a telephone number is a telephone', async () => {
    const { callId } = await server.makeSpace();
    const phone = await rooms.dial({ dials: '+46480123456', uri: '+46480445511@trunk.example' });
    await phone.key(`${callId}#`);
    await eventually(() => peopleIn(callId), [{ kind: 'phone', name: '+46 480 ••• 511' }]);
  });

  test('a space that admits no rooms hears what a wrong number does', async () => {
    const { id, callId } = await server.makeSpace();
    await server.spaces.change(id, { admitsRooms: false });
    await isHungUpOn(await rooms.dial({ dials: callId }));
    expect(await server.meetings.find(callId)).toBeUndefined();
  });
});

test('staff are told that room systems can dial in, and invitations name the video address', async () => {
  const api = await server.signInAdmin();
  expect((await api.ask('GET', '/api/spaces/defaults')).body).toMatchObject({ hasRooms: true });
  const { id, videoName } = await server.makeSpace();
  const { body } = await api.ask<Invitation>('GET', `/api/spaces/${id}/invitation`);
  expect(body.text).toContain(`Ring upp videoadressen ${videoName}@localhost`);
});

describe('a room in the meeting', () => {
  test('is muted, renamed and written to as a telephone is, and has its keys', async () => {
    const { callId, convener, space } = await conveneMeeting();
    const room = await rooms.dial({ dials: space.videoName });
    const { participant } = await convener.waitForNotice('participantJoined');
    const { id: participantId } = participant;
    await convener.waitForNotice('trackStarted', ({ track }) => track.source === 'microphone');
    // By its RTCP it hears; pictures it has none yet.
    expect(
      await convener.waitForNotice('playbackReported', ({ by }) => by === participantId),
    ).toMatchObject({ sound: 'played', picture: 'turnedOff' });
    await convener.request('muteParticipant', { participantId });
    await convener.waitForNotice('trackPaused', (body) => body.participantId === participantId);
    await room.key('*6');
    await convener.waitForNotice('trackResumed', (body) => body.participantId === participantId);
    await room.key('*1');
    await convener.waitForNotice('handRaised', (body) => body.participantId === participantId);
    await convener.request('lowerHandOf', { participantId });
    await convener.waitForNotice('handLowered', (body) => body.participantId === participantId);
    expect(await convener.expectRefusal('askForSound', { participantId })).toEqual({
      code: 'participantOnPhone',
    });
    await convener.request('renameParticipant', { participantId, name: 'Rådhuset' });
    await eventually(async () => (await peopleIn(callId))[1]?.name, 'Rådhuset');
    const written = await convener.ask('sendMessage', {
      to: participantId,
      id: crypto.randomUUID(),
      text: 'Hej',
    });
    expect(written).toMatchObject({ ok: false, refusal: { code: 'recipientOnPhone' } });
    await room.hangUp();
    await convener.waitForNotice('participantLeft');
    expect(await actionsOf(server.audit, callId)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^entered guest:Rum 3 Rum 3 .* room$/),
        expect.stringMatching(/^left guest:Rum 3 Rådhuset .* room$/),
      ]),
    );
  });

  test('is heard in G.722, and in PCMA by a browser that lacks it, whoever comes first', async () => {
    const { callId, convener, space } = await conveneMeeting();
    const openOld = async () => {
      const page = await open();
      const { codecs = [], ...others } = page.rtpCapabilities;
      const known = codecs.filter(({ mimeType }) => mimeType !== 'audio/G722');
      page.rtpCapabilities = { ...others, codecs: known };
      return page;
    };
    const codecOf = ({ rtpParameters: { codecs } }: ReceivableTrack) => codecs[0]?.mimeType;
    const [early, late] = [await openOld(), await openOld()];
    await early.enter(callId, 'Early');
    await rooms.dial({ dials: space.videoName });
    const heardBy = async (page: Page) => codecOf((await page.waitForNotice('trackStarted')).track);
    expect(await heardBy(convener)).toBe('audio/G722');
    expect(await heardBy(early)).toBe('audio/PCMA');
    const { tracks } = await late.prepare(callId);
    expect(tracks.map(codecOf)).toEqual(['audio/PCMA']);
  });

  test('that is removed is told so, and cannot dial in again; the room beside it can', async () => {
    const { callId, convener, space } = await conveneMeeting();
    const room = await rooms.dial({ dials: space.videoName });
    const { participant } = await convener.waitForNotice('participantJoined');
    await convener.request('removeParticipant', { participantId: participant.id });
    await isHungUpOn(room);
    await isHungUpOn(await rooms.dial({ dials: callId, name: 'Somebody else' }));
    expect(await peopleIn(callId)).toHaveLength(1);
    await rooms.dial({ dials: callId, uri: 'rum4@county.example' });
    await eventually(async () => (await peopleIn(callId)).length, 2);
  });

  test.each(['endedByConvener', 'spaceDeleted'] as const)(
    'is hung up on after %s',
    async (reason) => {
      const { callId } = await server.makeSpace();
      const room = await rooms.dial({ dials: callId });
      await eventually(async () => (await peopleIn(callId)).length, 1);
      await server.meetings.end(callId, reason);
      await isHungUpOn(room);
    },
  );
});

test('conveners are told of a room that wanted a picture where there is none, now and when they join later', async () => {
  const { convener, cookie, callId } = await conveneMeeting();
  await rooms.dial({ dials: callId, name: 'Rum 1' });
  await rooms.dial({ dials: callId, name: 'Rum 2', uri: 'rum2@county.example', offersVideo: true });
  const { participant } = await convener.waitForNotice('participantChanged');
  expect(participant).toMatchObject({ name: 'Rum 2', pictureLimit: 'failed' });
  const later = await open({ extraHeaders: { cookie } });
  const { participants } = await later.enter(callId, 'Karin');
  const limits = participants.map(({ name, pictureLimit }) => [name, pictureLimit]);
  expect(limits).toEqual(
    expect.arrayContaining([
      ['Rum 1', undefined],
      ['Rum 2', 'failed'],
    ]),
  );
});

describe('a room at the door', () => {
  test('waits in the lobby until it is let in', async () => {
    const { callId, convener, space } = await conveneMeeting({ lobby: 'everybody' });
    await rooms.dial({ dials: space.videoName });
    const { lobby } = await convener.waitForNotice(
      'lobbyChanged',
      (body) => body.lobby.length === 1,
    );
    expect(lobby[0]).toMatchObject({ kind: 'room', name: 'Rum 3' });
    expect(await peopleIn(callId)).toHaveLength(1);
    if (lobby[0] !== undefined) await convener.request('admit', { participantId: lobby[0].id });
    await eventually(async () => (await peopleIn(callId))[1]?.kind, 'room');
  });

  test('is told that it was turned away', async () => {
    const { convener, space } = await conveneMeeting({ lobby: 'everybody' });
    const room = await rooms.dial({ dials: space.videoName });
    const { lobby } = await convener.waitForNotice(
      'lobbyChanged',
      (body) => body.lobby.length === 1,
    );
    if (lobby[0] !== undefined) await convener.request('deny', { participantId: lobby[0].id });
    await isHungUpOn(room);
  });

  test('leaves the lobby when it hangs up', async () => {
    const { convener, space } = await conveneMeeting({ lobby: 'everybody' });
    const room = await rooms.dial({ dials: space.videoName });
    await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 1);
    convener.notices.length = 0;
    await room.hangUp();
    await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 0);
  });

  test('is told that the meeting is locked', async () => {
    const { callId, convener } = await conveneMeeting();
    await convener.request('setLocked', { isLocked: true });
    await isHungUpOn(await rooms.dial({ dials: callId }));
    expect(await peopleIn(callId)).toHaveLength(1);
  });

  test('is told that the meeting is not open yet', async () => {
    const { id, callId } = await server.makeSpace();
    await server.spaces.change(id, { startsAt: new Date(Date.now() + 86_400_000).toISOString() });
    await isHungUpOn(await rooms.dial({ dials: callId }));
    expect(await server.meetings.find(callId)).toBeUndefined();
  });

  test('is told that nothing has that number', async () => {
    await isHungUpOn(await rooms.dial({ dials: `mote-${UNKNOWN_CALL_ID}` }));
  });
});

test('a room that hangs up at once leaves nothing behind', async () => {
  const { callId } = await server.makeSpace();
  for (let time = 0; time < 5; time += 1) {
    const room = await rooms.dial({ dials: callId });
    await room.hangUp();
  }
  await eventually(() => server.phones?.callCount, 0);
  await eventually(async () => await server.meetings.find(callId), undefined);
});
