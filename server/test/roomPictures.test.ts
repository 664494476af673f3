// Room systems in a meeting, with their pictures: real baresips, a real compositor, a real media worker.
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { plain, quartersIn, ROOM_QUARTERS } from '@distansmote/testkit/picture/testPattern.ts';
import {
  BaresipRoom,
  type BaresipRoomOptions,
  whyNoBaresipRoom,
} from '@distansmote/testkit/room/baresipRoom.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const why = whyNoBaresipRoom() ?? (picturePrograms === undefined ? 'no compositor' : undefined);
if (why !== undefined) console.warn(`Left out: ${why}`);

// Two encode 720p, on cores that others share.
vi.setConfig({ testTimeout: 240_000 });
const SOON = { timeout: 60_000, interval: 200 };

const roomPrograms = {
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
};
const sipPort = await freePort();
const { server, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_ROOMS: '1',
  SIP_MAX_ROOMS: '2',
  ...roomPrograms,
});

const rooms: BaresipRoom[] = [];
afterEach(async () => {
  for (const room of rooms) room.hangUp();
  // A room that says nothing would keep its picture for another 15 s.
  await vi.waitFor(() => expect(rooms.some(({ isInCall }) => isInCall)).toBe(false), SOON);
  for (const room of rooms.splice(0)) await room.stop();
  await server.meetings.endAll('endedByConvener');
});

async function dial(
  user: string,
  options: BaresipRoomOptions,
  port = sipPort,
): Promise<BaresipRoom> {
  const room = await BaresipRoom.start(options);
  rooms.push(room);
  room.dial(port, user);
  return room;
}

const seesSoon = (room: BaresipRoom, expected: unknown) =>
  vi.waitFor(async () => expect(quartersIn(await room.sees())).toEqual(expected), SOON);

describe.skipIf(why !== undefined)('two rooms', () => {
  test('see each other, and not themselves', async () => {
    const { videoName, callId } = await server.makeSpace();
    const quarters = plain('magenta');
    const one = await dial(videoName, { number: 'rum1', hertz: 430 });
    const two = await dial(callId, { number: 'rum2', hertz: 790, quarters });
    await seesSoon(one, quarters);
    await seesSoon(two, ROOM_QUARTERS);
  });

  test('see each other over TLS, encrypted', async () => {
    const { firstPort: tlsSipPort } = await freePorts(2);
    const secure = await startTestServer({
      ...trunkSettings(tlsSipPort),
      ...roomPrograms,
      SIP_ROOMS: '1',
      TLS_SELF_SIGNED: '1',
    });
    onTestFinished(() => secure.stop());
    const { callId } = await secure.makeSpace();
    const quarters = plain('magenta');
    const port = tlsSipPort + 1;
    const one = await dial(callId, { number: 'rum1', hertz: 430, transport: 'tls' }, port);
    const two = await dial(
      callId,
      { number: 'rum2', hertz: 790, transport: 'tls', quarters },
      port,
    );
    await seesSoon(one, quarters);
    await seesSoon(two, ROOM_QUARTERS);
  });

  test('and a third, which gets sound only where two may have pictures', async () => {
    const { callId, convener } = await conveneMeeting();
    for (const number of ['rum1', 'rum2', 'rum3']) {
      const room = await dial(callId, { number, hertz: 430, codec: 'G722' });
      await vi.waitFor(() => expect(room.events).toContain('CALL_ESTABLISHED'), SOON);
    }
    const third = rooms[2];
    await expect(third?.sees()).rejects.toThrow();
    await vi.waitFor(async () => {
      expect((await server.meetings.find(callId))?.presentCount).toBe(4);
    }, SOON);
    const told = await convener.waitForNotice(
      'participantChanged',
      ({ participant }) => participant.pictureLimit !== undefined,
    );
    expect(told.participant.pictureLimit).toBe('tooManyRooms');
  });
});

test.skipIf(why !== undefined)(
  'rooms whose pictures are lost leave their places to others, and stay in the meeting',
  async () => {
    const { callId } = await server.makeSpace();
    const one = await dial(callId, { number: 'rum1', hertz: 430 });
    const two = await dial(callId, { number: 'rum2', hertz: 790, quarters: plain('magenta') });
    await seesSoon(two, ROOM_QUARTERS);
    await server.phones?.terminateForTest('picture');
    const probing = new VirtualRooms(sipPort);
    onTestFinished(() => probing.close());
    await probing.untilPictures();
    const three = await dial(callId, { number: 'rum3', hertz: 1_100 });
    await vi.waitFor(async () => void (await three.sees()), SOON);
    expect([one, two].every(({ isInCall }) => isInCall)).toBe(true);
    expect((await server.meetings.find(callId))?.presentCount).toBe(3);
  },
);

test.skipIf(why !== undefined)(
  'INVITEs that nobody acknowledges take no picture from a real room',
  async () => {
    const { callId } = await server.makeSpace();
    const forged = new VirtualRooms(sipPort);
    onTestFinished(() => forged.close());
    for (let count = 0; count < 5; count += 1)
      await forged.invite({ dials: callId, offersVideo: true });
    const one = await dial(callId, { number: 'rum1', hertz: 430 });
    const two = await dial(callId, { number: 'rum2', hertz: 790, quarters: plain('magenta') });
    await seesSoon(two, ROOM_QUARTERS);
    await seesSoon(one, plain('magenta'));
  },
);

test.skipIf(why !== undefined)(
  'a room reads in its picture that its microphone is off, until its people turn it on',
  async () => {
    const { convener, callId } = await conveneMeeting();
    const room = await dial(callId, { number: 'rum1', hertz: 430 });
    const { participant } = await convener.waitForNotice('participantJoined');
    // The words are red, on a dark ground at the top left.
    const hasSign = async () => {
      const picture = await room.sees();
      const columns = Array.from({ length: 200 }, (_, at) => picture.at(at / 600, 0.05));
      return columns.some(([red, , blue]) => red > 150 && red - blue > 40);
    };
    await vi.waitFor(async () => expect(await hasSign()).toBe(false), SOON);
    await convener.request('muteParticipant', { participantId: participant.id });
    await vi.waitFor(async () => expect(await hasSign()).toBe(true), SOON);
    await room.key('*6');
    await vi.waitFor(async () => expect(await hasSign()).toBe(false), SOON);
  },
);

test.skipIf(why !== undefined)(
  'a room that somebody sees large from the first moment on is sent in all layers',
  async () => {
    const { convener, callId } = await conveneMeeting();
    await dial(callId, { number: 'rum1', hertz: 430 });
    const { track } = await convener.waitForNotice(
      'trackStarted',
      (one) => one.track.source === 'camera',
    );
    const { participantId } = track;
    await convener.request('tracksReady', { tracks: [{ participantId, source: 'camera' }] });
    const picture = { participantId, source: 'camera', size: 'large' } as const;
    await convener.request('setVideoSizes', { pictures: [picture] });
    const meeting = await server.meetings.find(callId);
    const person = meeting?.persons.find(({ id }) => id === participantId);
    const camera = person?.sentTracks.find(({ source }) => source === 'camera');
    await vi.waitFor(async () => expect(await camera?.producer.getStats()).toHaveLength(3), SOON);
  },
);

test.skipIf(why !== undefined)(
  "a room's camera is a track of the meeting while it sends, and is off while it does not",
  async () => {
    const { convener, callId } = await conveneMeeting();
    const room = await dial(callId, { number: 'rum1', hertz: 430 });
    const isCamera = ({ source }: { source: string }) => source === 'camera';
    await convener.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
    await convener.waitForNotice('trackResumed', isCamera);
    room.setCamera(false);
    await convener.waitForNotice('trackPaused', isCamera);
    convener.notices.length = 0;
    room.setCamera(true);
    await convener.waitForNotice('trackResumed', isCamera);
    // Never a frozen face, whatever happens.
    await server.phones?.terminateForTest('picture');
    await convener.waitForNotice('trackPaused', isCamera);
  },
);
