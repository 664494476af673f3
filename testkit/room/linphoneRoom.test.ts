// Linphone calls baresip: two stacks of SIP, RTP and H.264 that are not ours.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plain, quartersIn, ROOM_QUARTERS } from '../picture/testPattern.ts';
import { BaresipRoom, whyNoBaresipRoom } from './baresipRoom.ts';
import { LinphoneRoom, whyNoLinphoneRoom } from './linphoneRoom.ts';
import type { RoomEndpoint } from './roomEndpoint.ts';

const why = whyNoLinphoneRoom() ?? whyNoBaresipRoom();
if (why !== undefined) console.warn(`Left out: ${why}`);

// Both encode 720p, on cores that others share.
vi.setConfig({ testTimeout: 90_000 });
/** A quarter of their usual size. */
const SMALL = { width: 640, height: 360 };
const SOON = { timeout: 30_000, interval: 200 };

const rooms: RoomEndpoint[] = [];

function keep<R extends RoomEndpoint>(room: R): R {
  rooms.push(room);
  return room;
}

afterEach(async () => {
  for (const room of rooms.splice(0)) await room.stop();
});

describe.skipIf(why !== undefined)('Linphone and baresip', () => {
  it.each(['udp', 'tcp', 'tls'] as const)('see and hear each other by %s', async (transport) => {
    const common = { ...SMALL, transport, codec: 'G722' } as const;
    const quarters = plain('cyan');
    const called = keep(
      await BaresipRoom.start({
        ...common,
        number: 'called',
        hertz: 3_900,
        isAnswering: true,
        quarters,
      }),
    );
    const caller = keep(
      await LinphoneRoom.start({ transport, codec: 'G722', name: 'caller', hertz: 1_100 }),
    );
    caller.dial(called.sipPort + (transport === 'tls' ? 1 : 0), 'called');
    await vi.waitFor(async () => {
      expect(quartersIn(await caller.sees())).toEqual(quarters);
      expect(quartersIn(await called.sees())).toEqual(ROOM_QUARTERS);
    }, SOON);
    expect(caller.isInCall).toBe(true);
    await vi.waitFor(async () => {
      expect(await caller.hears(3_900)).toBeGreaterThan(-45);
      expect(await called.hears(1_100)).toBeGreaterThan(-45);
    }, SOON);
    caller.hangUp();
    await vi.waitFor(() => expect(called.isInCall).toBe(false), SOON);
    await vi.waitFor(() => expect(caller.isInCall).toBe(false), SOON);
  });
});
