// Room systems that hang up in whatever step of entering leave nothing behind: no port, no process, no place taken. Those that
// only stop sending sound are not hung up on.
import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { SipRoom } from '@distansmote/testkit/room/sipRoom.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';

const it = test.runIf(picturePrograms !== undefined);
const LAST_STEP_MS = 400;
const ROUNDS = 5;
/** After which a telephone is taken for gone (`calls/startCalls.ts`). */
const SILENCE_MS = 15_000;
const SOON = { timeout: 40_000, interval: 200 };

const sipPort = await freePort();
const { server } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_ROOMS: '1',
  SIP_MAX_ROOMS: '2',
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
});
const rooms = new VirtualRooms(sipPort);
afterAll(() => rooms.close());

/** Of all threads of this process: rooms' ports, and those of the loopback. */
const socketCount = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;

const programs = () =>
  execFileSync('ps', ['-o', 'stat=,comm=', '--ppid', `${process.pid}`], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([state = 'Z', name = '']) => /^(?:compositor|lettering)/.test(name) && state[0] !== 'Z',
    )
    .map(([, name]) => name);

async function callAndHangUp(callId: string, afterMs: number): Promise<void> {
  // Its socket is of this process too.
  const one = new VirtualRooms(sipPort);
  const room = await one.dial({ dials: callId, offersVideo: true, uri: `r${afterMs}@x.example` });
  await pause(afterMs);
  await room.hangUp();
  one.close();
}

it('and the next room gets a picture', { timeout: 120_000, retry: 0 }, async () => {
  const { callId } = await server.makeSpace();
  const phone = await SipPhone.udp(sipPort);
  const first = await SipRoom.open(phone, { hasScreen: false });
  await first.call(callId);
  // Heard: what the threads keep from the first call on is open.
  await vi.waitFor(async () => {
    const track = (await server.meetings.find(callId))?.persons[0]?.microphoneTrack;
    expect(await track?.producer.getStats()).toHaveLength(1);
  }, SOON);
  // One at the door, and one of the meeting.
  await vi.waitFor(() => {
    expect(programs().filter((name) => name?.startsWith('compositor'))).toHaveLength(2);
  }, SOON);
  await first.hangUp();
  await first.close();
  phone.close();
  await vi.waitFor(() => expect(programs()).toEqual([]), SOON);
  const before = socketCount();
  for (let round = 0; round < ROUNDS; round += 1)
    for (let ms = 0; ms < LAST_STEP_MS; ms += 50)
      await Promise.all([callAndHangUp(callId, ms), callAndHangUp(callId, ms + 17)]);
  await vi.waitFor(() => {
    expect(server.phones?.callCount).toBe(0);
    expect(programs()).toEqual([]);
    expect(socketCount()).toBeLessThanOrEqual(before);
  }, SOON);
  const room = await rooms.dial({ dials: callId, offersVideo: true });
  const answer = room.dialog.phone.received.find((text) => text.startsWith('SIP/2.0 200'));
  expect(answer).toMatch(/^m=video [1-9]/m);
});

it('one that sends no sound stays while it sends its picture', { timeout: 120_000 }, async () => {
  const { callId } = await server.makeSpace();
  const phone = await SipPhone.udp(sipPort);
  const room = await SipRoom.open(phone, { hasScreen: false });
  await room.call(callId);
  const presentCount = async () => (await server.meetings.find(callId))?.presentCount;
  await vi.waitFor(async () => expect(await presentCount()).toBe(1), SOON);
  // Neither RTP nor RTCP of its sound from now on.
  room.sound.stopTone();
  await pause(SILENCE_MS + 3_000);
  expect(await presentCount()).toBe(1);
  room.camera?.stop();
  await vi.waitFor(async () => expect(await presentCount()).toBeUndefined(), SOON);
  await room.close();
  phone.close();
});
