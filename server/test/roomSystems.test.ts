// Real room systems in real meetings, by every transport: what they see and hear of each other, by pixels and tones.
import { expect, test as base, vi } from 'vitest';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import {
  coloursIn,
  frameNumberIn,
  plain,
  ROOM_QUARTERS,
} from '@distansmote/testkit/picture/testPattern.ts';
import { BaresipRoom, whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { LinphoneRoom, whyNoLinphoneRoom } from '@distansmote/testkit/room/linphoneRoom.ts';
import { SipRoom, type SipRoomOptions } from '@distansmote/testkit/room/sipRoom.ts';
import {
  CISCO_ROOM_KIT,
  PEXIP,
  POLY_X30,
  POLYCOM_HDX,
  YEALINK_VC800,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import type { RoomEndpoint } from '@distansmote/testkit/room/roomEndpoint.ts';
import type { Picture } from '@distansmote/testkit/picture/picture.ts';

const why =
  whyNoBaresipRoom() ??
  whyNoLinphoneRoom() ??
  (picturePrograms === undefined ? 'no compositor' : undefined);
if (why !== undefined) console.warn(`Left out: ${why}`);

// Several programs encode and decode video, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const SOON = { timeout: 40_000, interval: 300 };
/** A quarter of their usual size. */
const SMALL = { width: 640, height: 360 };
/** In dB below full scale: a tone louder than this counts as heard. */
const HEARD = -45;

const programs = {
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
};
// SIP over TLS uses the next one.
const { firstPort: sipPort } = await freePorts(2);
const { server } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_ROOMS: '1',
  SIP_MAX_ROOMS: '8',
  TLS_SELF_SIGNED: '1',
  ...programs,
});

/** One test's meeting, with the rooms that dial it. */
class Scene {
  readonly #stops: (() => unknown)[] = [];
  readonly #rooms: { hangUp(): unknown }[] = [];
  user = '';

  async open(): Promise<void> {
    const { callId } = await server.makeSpace();
    this.user = `vardplanering-${callId}`;
  }

  /** Hung up and stopped after the test. */
  keep<R extends RoomEndpoint>(room: R): R {
    this.#stops.push(() => room.stop());
    this.#rooms.push(room);
    return room;
  }

  /** A room by hand that sends that colour alone, and is in the meeting. */
  async roomByHand(options: SipRoomOptions = {}): Promise<SipRoom> {
    const phone = await SipPhone.udp(sipPort);
    this.#stops.push(() => phone.close());
    const colours = { quarters: plain('cyan'), hertz: 1_370, codec: 'G722' } as const;
    const room = await SipRoom.open(phone, { ...SMALL, ...colours, ...options });
    this.#stops.push(() => room.close());
    await room.call(this.user);
    this.#rooms.push(room);
    return room;
  }

  async close(): Promise<void> {
    for (const room of this.#rooms) await room.hangUp();
    // What a room has is given back when its call ends.
    await vi.waitFor(() => expect(server.phones?.callCount).toBe(0), SOON);
    for (const stop of this.#stops.reverse()) await stop();
  }
}

const it = base.extend<{ scene: Scene }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture's needs off the pattern.
  scene: async ({}, use) => {
    const scene = new Scene();
    await scene.open();
    await use(scene);
    await scene.close();
  },
});

const sees = (room: { sees(): Promise<Picture> }, colours: readonly string[]) =>
  vi.waitFor(
    async () => expect(coloursIn(await room.sees())).toEqual(expect.arrayContaining([...colours])),
    SOON,
  );

base.describe.skipIf(why !== undefined)('room systems', () => {
  it.for(['udp', 'tcp', 'tls'] as const)(
    'baresip and a room by hand see and hear each other by %s',
    async (transport, { scene }) => {
      const byHand = await scene.roomByHand();
      const common = { number: 'rum', hertz: 790, codec: 'G722' } as const;
      const room = scene.keep(await BaresipRoom.start({ ...SMALL, ...common, transport }));
      room.dial(sipPort + (transport === 'tls' ? 1 : 0), scene.user);
      await sees(room, ['cyan']);
      await sees(byHand, ROOM_QUARTERS);
      // Never itself.
      expect(coloursIn(await room.sees())).not.toContain('yellow');
      expect(coloursIn(await byHand.sees())).not.toContain('cyan');
      await vi.waitFor(async () => expect(await room.hears(1_370)).toBeGreaterThan(HEARD), SOON);
      await vi.waitFor(async () => expect(await room.hears(790)).toBeLessThan(-60), SOON);
    },
  );

  it.for([false, true])(
    'Linphone and a room by hand see each other, AVPF %s',
    async (isAvpf, { scene }) => {
      const byHand = await scene.roomByHand();
      const room = scene.keep(
        await LinphoneRoom.start({ name: 'rum', hertz: 790, codec: 'G722', isAvpf }),
      );
      room.dial(sipPort, scene.user);
      await sees(room, ['cyan']);
      await sees(byHand, ROOM_QUARTERS);
      await vi.waitFor(async () => expect(await room.hears(1_370)).toBeGreaterThan(HEARD), SOON);
    },
  );

  it.for([
    ['a Cisco Room Kit', CISCO_ROOM_KIT],
    ['a Poly X30', POLY_X30],
    ['a Polycom HDX', POLYCOM_HDX],
    ['a Yealink VC800', YEALINK_VC800],
    ['Pexip', PEXIP],
  ] as const)('%s and another room see each other', async ([, offer], { scene }) => {
    const other = await scene.roomByHand({ quarters: plain('magenta') });
    const room = await scene.roomByHand({ offer });
    await sees(room, ['magenta']);
    await sees(other, ['cyan']);
    const sizes = room.packets.map(({ bytes }) => bytes);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_300);
    expect(new Set(room.packets.map(({ ssrc }) => ssrc)).size).toBe(1);
  });

  it.for(['PLI', 'FIR', 'INFO'] as const)(
    'a room is given a key frame that it asks for by %s',
    async (by, { scene }) => {
      const room = await scene.roomByHand();
      await vi.waitFor(() => expect(room.keyFrameCount).toBeGreaterThan(0), SOON);
      const before = room.keyFrameCount;
      room.askForKeyFrame(by);
      await vi.waitFor(() => expect(room.keyFrameCount).toBeGreaterThan(before), SOON);
    },
  );

  it('a room that knows packetization mode 0 alone gets single NAL units', async ({ scene }) => {
    const room = await scene.roomByHand({ offer: POLYCOM_HDX });
    await vi.waitFor(() => expect(room.packets.length).toBeGreaterThan(20), SOON);
    for (const { packetType, bytes } of room.packets) {
      expect(packetType).toBeLessThan(24);
      expect(bytes).toBeLessThanOrEqual(1_300);
    }
  });

  it('the picture moves, and goes on over a lossy line', async ({ scene }) => {
    const other = await scene.roomByHand({ quarters: plain('magenta') });
    const room = await scene.roomByHand({ line: { loss: 0.05, delayMs: 20 } });
    await sees(room, ['magenta']);
    await sees(other, ['cyan']);
    const first = frameNumberIn(await other.sees());
    expect(first).toBeDefined();
    await vi.waitFor(async () => expect(frameNumberIn(await other.sees())).not.toBe(first), SOON);
  });
});
