// VP8 over the loopback (RFC 7741): round trips, losses, temporal layers, and by the bytes of the RFC.
import { expect, test } from 'vitest';
import { Reception } from '../reception.ts';
import { readKeyFrameRequests, readRtcp } from '../rtcp.ts';
import { parseRtp, type RtpPacket } from '../rtpPacket.ts';
import { readVp8Payload } from './vp8Descriptor.ts';
import { Vp8Receiver } from './vp8Receiver.ts';
import { Vp8Sender } from './vp8Sender.ts';

const STREAM = { ssrc: 500, payloadType: 101 };

/** A frame as the receiver judges it: by the first bit. */
const frame = (length: number, isKeyFrame: boolean) =>
  Buffer.alloc(length, 0x55).fill(isKeyFrame ? 0x10 : 0x11, 0, 1);

class Receiving {
  readonly frames: { data: Buffer; timestamp: number; isKeyFrame: boolean }[] = [];
  readonly wantedAt: number[] = [];
  readonly receiver = new Vp8Receiver(STREAM, {
    onFrame: (one) => this.frames.push(one),
    onKeyFrameWanted: (now) => this.wantedAt.push(now),
  });

  take(packets: readonly RtpPacket[], now = 0): this {
    for (const packet of packets) this.receiver.receive(packet, now);
    return this;
  }

  get lengths(): number[] {
    return this.frames.map(({ data }) => data.length);
  }
}

function packetsOf(frames: readonly Buffer[]): RtpPacket[] {
  const sender = new Vp8Sender({ ...STREAM, cname: 'room' });
  return frames.flatMap((one, at) =>
    sender.packets(one, at * 40).map((packet) => {
      expect(packet.length).toBeLessThanOrEqual(1_212);
      return parseRtp(packet) ?? expect.fail('not RTP');
    }),
  );
}

test('frames of any size come through in order, with 15-bit picture ids that count on', () => {
  const frames = [frame(50_000, true), frame(1, false), frame(1_196, false), frame(1_197, false)];
  const packets = packetsOf(frames);
  const receiving = new Receiving().take(packets);
  expect(receiving.frames.map(({ data }) => data)).toEqual(frames);
  expect(receiving.frames.map(({ isKeyFrame }) => isKeyFrame)).toEqual([true, false, false, false]);
  const ids = packets.map(({ payload }) => Buffer.from(payload).readUInt16BE(2));
  expect(ids.every((id) => id >= 0x8000)).toBe(true);
  expect(((ids.at(-1) ?? 0) - (ids[0] ?? 0)) & 0x7fff).toBe(3);
  expect(receiving.wantedAt).toEqual([]);
});

test('packets that overtake each other, come twice or belong to another stream', () => {
  const packets = packetsOf([frame(4_000, true), frame(3_000, false)]);
  const shuffled = packets
    .toReversed()
    .toSpliced(-1)
    .flatMap((one) => [one, one]);
  const first = packets.slice(0, 1);
  const probation = packets.map((one) => ({ ...one, ssrc: 1_234, payloadType: 127 }));
  const other = packets.map((one) => ({ ...one, payloadType: 127 }));
  const receiving = new Receiving().take([...first, ...probation, ...other, ...shuffled]);
  expect(receiving.lengths).toEqual([4_000, 3_000]);
});

test('a loss: nothing until a key frame, which is asked for each half second', () => {
  const packets = packetsOf([
    frame(100, true),
    frame(200, false),
    ...[300, 301, 302].map((length) => frame(length, false)),
    frame(400, true),
    frame(500, false),
  ]);
  const receiving = new Receiving().take(packets.toSpliced(1, 1).slice(0, 2));
  expect(receiving.lengths).toEqual([100]);
  receiving.receiver.tick(199);
  expect(receiving.wantedAt).toEqual([]);
  receiving.receiver.tick(200);
  expect(receiving.wantedAt).toEqual([200]);
  receiving.take(packets.slice(3, 4), 600).take(packets.slice(4, 5), 700);
  expect(receiving.wantedAt).toEqual([200, 700]);
  receiving.take(packets.slice(5), 800);
  expect(receiving.lengths).toEqual([100, 400, 500]);
});

test('without a key frame at first there is nothing, and one is asked for', () => {
  const receiving = new Receiving().take(packetsOf([frame(100, false), frame(200, false)]), 5);
  expect(receiving.lengths).toEqual([]);
  expect(receiving.wantedAt).toEqual([5]);
});

test('the loss of a frame in an upper temporal layer needs no key frame', () => {
  const layers: [layer: number, sync: boolean, index: number][] = [
    [0, false, 255],
    [2, true, 255],
    [1, true, 255],
    [2, false, 255],
    [0, false, 0],
    [1, false, 0],
    [0, false, 2],
    [0, false, 3],
  ];
  const packets = layers.map(([layer, sync, index], at): RtpPacket => {
    const descriptor = [0x90, 0xe0, 0x80, at, index, (layer << 6) | (sync ? 0x20 : 0)];
    const payload = Buffer.from([...descriptor, at === 0 ? 0x10 : 0x11, ...Buffer.alloc(at, 9)]);
    return { ...STREAM, hasMarker: true, sequence: at, timestamp: at * 3_000, payload };
  });
  // The third is lost: the fourth needs it, the fifth does not.
  const receiving = new Receiving().take(packets.toSpliced(2, 1).slice(0, 5));
  receiving.receiver.tick(300);
  expect(receiving.lengths).toEqual([1, 2, 5, 6]);
  expect(receiving.wantedAt).toEqual([]);
  // A frame of the base layer is missing, though no packet is.
  receiving.take(packets.slice(6), 400);
  expect(receiving.lengths).toEqual([1, 2, 5, 6, 7, 8]);
  const broken = new Receiving().take([...packets.slice(0, 2), ...packets.slice(5)]);
  broken.receiver.tick(300);
  expect(broken.lengths).toEqual([1, 2]);
  expect(broken.wantedAt).toEqual([300]);
});

test('descriptors with each extension (RFC 7741 §4.2), and truncated ones', () => {
  const read = (...bytes: number[]) => readVp8Payload(Uint8Array.from(bytes));
  expect(read(0x10, 0x10)).toMatchObject({ isFrameStart: true, isKeyFrame: true });
  expect(read(0x10, 0x11)).toMatchObject({ isFrameStart: true, isKeyFrame: false });
  expect(read(0x11, 0x10)).toMatchObject({ isFrameStart: false, isKeyFrame: false });
  expect(read(0x00, 0x10)).toMatchObject({ isFrameStart: false, isKeyFrame: false });
  expect(read(0x90, 0x80, 0x11, 0x10)?.data).toEqual(Uint8Array.of(0x10));
  expect(read(0x90, 0xf0, 0x81, 0x12, 0x34, 0x60, 0x10)).toEqual({
    isFrameStart: true,
    isKeyFrame: true,
    temporalLayer: 1,
    dependsOnBaseOnly: true,
    baseLayerIndex: 0x34,
    data: Uint8Array.of(0x10),
  });
  expect(read(0x90, 0x10, 0xff, 0x10)).toMatchObject({ temporalLayer: 0, isKeyFrame: true });
  const all = [0x90, 0xf0, 0x81, 0x12, 0x34, 0x60];
  for (let length = 0; length <= all.length; length += 1) {
    expect(read(...all.slice(0, length))).toBeUndefined();
  }
});

test('a frame without end is given up', () => {
  const [packet] = packetsOf([frame(1_196, true)]);
  const [next] = packetsOf([frame(100, true)]);
  if (packet === undefined || next === undefined) return expect.fail('no packet');
  const receiving = new Receiving();
  const rest = Buffer.from(packet.payload).fill(0x80, 0, 1);
  for (let at = 0; at < 5_000; at += 1) {
    const payload = at === 0 ? packet.payload : rest;
    receiving.take([{ ...packet, hasMarker: false, sequence: at, payload }]);
  }
  receiving.take([{ ...next, sequence: 5_000, timestamp: 1 }]);
  expect(receiving.lengths).toEqual([100]);
});

test('RTCP of the loopback: a PLI for the consumer, reports of both, requests for our own streams', () => {
  const receiving = new Receiving().take(packetsOf([frame(100, true)]));
  expect([...readKeyFrameRequests(receiving.receiver.keyFrameRequest(0))]).toEqual([STREAM.ssrc]);
  const reports: unknown[] = [];
  const events = { onReport: (one: unknown) => reports.push(one), onFeedback: () => expect.fail() };
  expect(readRtcp(receiving.receiver.report(0), new Reception(90_000), events, 0)).toBe(true);
  expect(reports).toMatchObject([{ ssrc: STREAM.ssrc, fractionLost: 0 }]);
  const sender = new Vp8Sender({ ...STREAM, cname: 'room' });
  sender.packets(frame(2_000, true), 0);
  const report = sender.report(10);
  expect(report.readUInt8(1)).toBe(200);
  expect(report.readUInt32BE(4)).toBe(STREAM.ssrc);
  expect(report.readUInt32BE(20)).toBe(2);
  expect(readKeyFrameRequests(Buffer.from('nonsense'))).toEqual(new Set());
});
