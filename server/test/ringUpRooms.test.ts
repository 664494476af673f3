// Room systems that are rung up through the trunk, with their pictures: they press 1, and see and are seen.
import { afterAll, afterEach, expect, test as base, vi } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { plain, quartersIn, ROOM_QUARTERS } from '@distansmote/testkit/picture/testPattern.ts';
import {
  BaresipRoom,
  type BaresipRoomOptions,
  whyNoBaresipRoom,
} from '@distansmote/testkit/room/baresipRoom.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const why = whyNoBaresipRoom() ?? (picturePrograms === undefined ? 'no compositor' : undefined);
if (why !== undefined) console.warn(`Left out: ${why}`);
const test = base.skipIf(why !== undefined);

// They encode 720p, on cores that others share.
vi.setConfig({ testTimeout: 240_000 });
const SOON = { timeout: 60_000, interval: 200 };
const PRESSING = { timeout: 60_000, interval: 3_000 };

const sipPort = await freePort();
const trunk = await NumberTrunk.open();
afterAll(() => trunk.close());
const { server, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  ...trunk.settings,
  SIP_ROOMS: '1',
  SIP_DIAL_OUT_ROOMS: 'rooms.example',
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
});

const rooms: BaresipRoom[] = [];
afterEach(async () => {
  for (const room of rooms) room.hangUp();
  for (const room of rooms.splice(0)) await room.stop();
  await server.meetings.endAll('endedByConvener');
});

async function startRoom(options: BaresipRoomOptions): Promise<BaresipRoom> {
  const started = await BaresipRoom.start({ isAnswering: true, ...options });
  rooms.push(started);
  trunk.connect(options.number, started.sipPort);
  return started;
}

const seesSoon = (one: BaresipRoom, expected: unknown) =>
  vi.waitFor(async () => expect(quartersIn(await one.sees())).toEqual(expected), SOON);

test('a room that is rung up presses 1, sees another, and is seen', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const quarters = plain('magenta');
  const one = await startRoom({ number: 'rum1', hertz: 430 });
  const two = await startRoom({ number: 'rum2', hertz: 790, quarters });
  const joined = () => convener.noticeNames.filter((name) => name === 'participantJoined').length;
  for (const [at, [name, rung]] of [['rum1', one] as const, ['rum2', two] as const].entries()) {
    await convener.request('ringUp', { to: `sip:${name}@rooms.example`, name });
    await vi.waitFor(async () => {
      expect(rung.isInCall).toBe(true);
      if (joined() === at) await rung.key('1');
      expect(joined()).toBe(at + 1);
    }, PRESSING);
  }
  const hasPicture = ({ track }: { track: { source: string } }) => track.source === 'camera';
  await convener.waitForNotice('trackStarted', hasPicture);
  // Their screens are each other's alone.
  await convener.request('leave', {});
  await seesSoon(one, quarters);
  await seesSoon(two, ROOM_QUARTERS);
  const persons = (await server.meetings.find(callId))?.persons ?? [];
  expect(persons.map(({ kind, name }) => ({ kind, name }))).toContainEqual({
    kind: 'room',
    name: 'rum1',
  });
});
