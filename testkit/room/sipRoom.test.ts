// The room by hand calls baresip, so that its RTP, its film and its counting are known to be right.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameNumberIn, plain, quartersIn, ROOM_QUARTERS } from '../picture/testPattern.ts';
import { SipPhone } from '../telephone/sipPhone.ts';
import { BaresipRoom, whyNoBaresipRoom } from './baresipRoom.ts';
import { FreezeMeter } from './freezeMeter.ts';
import { SipRoom, type SipRoomOptions } from './sipRoom.ts';

const why = whyNoBaresipRoom();
if (why !== undefined) console.warn(`Left out: ${why}`);

vi.setConfig({ testTimeout: 90_000 });
/** A quarter of their usual size. */
const SMALL = { width: 640, height: 360 };
const SOON = { timeout: 30_000, interval: 200 };
/** All that baresip takes. */
const MODE_0 = {
  lines: [
    'v=0',
    'o=- 1 1 IN IP4 192.0.2.20',
    's=-',
    'c=IN IP4 192.0.2.20',
    't=0 0',
    'm=audio 1 RTP/AVP 8',
    'm=video 1 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    'a=fmtp:96 profile-level-id=42e01f;packetization-mode=0',
    'a=rtcp-fb:* nack pli',
  ],
  answered: [],
};

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function callBaresip(options: SipRoomOptions = {}) {
  const quarters = plain('magenta');
  const called = await BaresipRoom.start({
    ...SMALL,
    number: 'called',
    hertz: 0,
    isAnswering: true,
    quarters,
  });
  stops.push(() => called.stop());
  const phone = await SipPhone.udp(called.sipPort);
  stops.push(() => phone.close());
  const room = await SipRoom.open(phone, { ...SMALL, offer: MODE_0, ...options });
  stops.push(() => room.close());
  await room.call('called');
  return { called, room, quarters };
}

describe.skipIf(why !== undefined)('a room by hand and baresip', () => {
  it('see each other', async () => {
    const { called, room, quarters } = await callBaresip();
    await vi.waitFor(async () => {
      expect(quartersIn(await room.sees())).toEqual(quarters);
      expect(quartersIn(await called.sees())).toEqual(ROOM_QUARTERS);
    }, SOON);
    const meter = new FreezeMeter();
    room.screen.onFrame = (frame) => meter.add(frame);
    await vi.waitFor(() => expect(meter.freezes.frames).toBeGreaterThan(10), SOON);
    expect(meter.freezes.seconds).toBeGreaterThan(0);
    const shown = frameNumberIn(await called.sees()) ?? -1;
    expect(room.camera?.sentAt.has(shown)).toBe(true);
    // Single NAL units: each fits into a packet.
    expect(Math.max(...room.packets.map(({ bytes }) => bytes))).toBeLessThan(1_300);
    await room.hangUp();
    await vi.waitFor(() => expect(called.isInCall).toBe(false), SOON);
  });

  it('are asked for a key frame, and give it, where packets are lost', async () => {
    const { called, room } = await callBaresip({ line: { loss: 0.1, delayMs: 20 } });
    await vi.waitFor(async () => {
      expect(quartersIn(await called.sees())).toEqual(ROOM_QUARTERS);
    }, SOON);
    await vi.waitFor(() => expect(room.camera?.keyFramesAsked).toBeGreaterThan(0), SOON);
  });
});
