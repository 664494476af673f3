// Two of them call each other: what fails with the server is then not theirs.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameNumberIn, plain, quartersIn, ROOM_QUARTERS } from '../picture/testPattern.ts';
import { BaresipRoom, type BaresipRoomOptions, whyNoBaresipRoom } from './baresipRoom.ts';

const why = whyNoBaresipRoom();
if (why !== undefined) console.warn(`Left out: ${why}`);

// Two encode 720p, on cores that others share.
vi.setConfig({ testTimeout: 90_000 });
/** A quarter of their usual size. */
const SMALL = { width: 640, height: 360 };
const SOON = { timeout: 30_000, interval: 200 };

const rooms: BaresipRoom[] = [];

async function start(options: BaresipRoomOptions): Promise<BaresipRoom> {
  const room = await BaresipRoom.start(options);
  rooms.push(room);
  return room;
}

afterEach(async () => {
  for (const room of rooms.splice(0)) await room.stop();
});

describe.skipIf(why !== undefined)('two baresip rooms', () => {
  it.each(['udp', 'tcp', 'tls'] as const)('see and hear each other by %s', async (transport) => {
    const common = { ...SMALL, transport, codec: 'G722' } as const;
    const called = await start({ ...common, number: 'called', hertz: 3_900, isAnswering: true });
    const quarters = plain('magenta');
    const caller = await start({ ...common, number: 'caller', hertz: 1_100, quarters });
    caller.dial(called.sipPort + (transport === 'tls' ? 1 : 0), 'called');

    await vi.waitFor(async () => {
      expect(quartersIn(await caller.sees())).toEqual(ROOM_QUARTERS);
      expect(quartersIn(await called.sees())).toEqual(quarters);
    }, SOON);
    expect(caller.isInCall).toBe(true);
    const [first, second] = [await caller.sees(), await caller.sees()].map((one) =>
      frameNumberIn(one),
    );
    expect(first).toBeDefined();
    expect(second).toBeGreaterThan(first ?? 0);
    await vi.waitFor(async () => {
      // Above what a narrowband codec carries.
      expect(await caller.hears(3_900)).toBeGreaterThan(-45);
      expect(await called.hears(1_100)).toBeGreaterThan(-45);
    }, SOON);
    expect(await called.hears(3_900)).toBeLessThan(-60);
  });

  it('switch the camera off and on, hold and hang up', async () => {
    const called = await start({ ...SMALL, number: 'called', hertz: 0, isAnswering: true });
    const caller = await start({ ...SMALL, number: 'caller', hertz: 0 });
    caller.dial(called.sipPort, 'called');
    await vi.waitFor(() => called.sees(), SOON);

    caller.setCamera(false);
    await vi.waitFor(() => expect(called.sees()).rejects.toThrow(), SOON);
    expect(quartersIn(await caller.sees())).toEqual(ROOM_QUARTERS);
    caller.setCamera(true);
    await vi.waitFor(() => called.sees(), SOON);

    caller.hold();
    await vi.waitFor(() => expect(called.sees()).rejects.toThrow(), SOON);
    caller.resume();
    await vi.waitFor(() => called.sees(), SOON);
    caller.hangUp();
    await vi.waitFor(() => expect(called.isInCall).toBe(false), SOON);
  });
});
