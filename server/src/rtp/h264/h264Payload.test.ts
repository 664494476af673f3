// H.264 in RTP payloads (RFC 6184): packed and unpacked again, with losses, and by the bytes of the RFC.
import { expect, test } from 'vitest';
import type { RtpPacket } from '../rtpPacket.ts';
import type { AccessUnit } from './accessUnit.ts';
import { H264Depacketizer } from './h264Depacketizer.ts';
import { packetizeH264 } from './h264Packetizer.ts';

const START_CODE = Buffer.of(0, 0, 0, 1);
const SPS = Buffer.of(0x67, 0x42, 0xc0, 0x1f, 0x95);
const PPS = Buffer.of(0x68, 0xce, 0x3c, 0x80);

/** A NAL unit that begins a picture, of bytes that no start code can be read from. */
const slice = (header: number, length: number) => {
  const nal = Buffer.alloc(length, 0xa5);
  nal[0] = header;
  nal[1] = 0x88;
  return nal;
};
const idr = (length: number) => slice(0x65, length);
const inter = (length: number) => slice(0x41, length);
const stream = (...nals: Buffer[]) => Buffer.concat(nals.flatMap((nal) => [START_CODE, nal]));

/** The packets of some access units, 40 ms apart. */
function packetsOf(units: readonly Buffer[], mode: 0 | 1 = 1): RtpPacket[] {
  let sequence = 65_530;
  return units.flatMap((unit, time) => {
    const payloads = packetizeH264(unit, mode) ?? [];
    return payloads.map((payload, at) => ({
      payloadType: 96,
      hasMarker: at === payloads.length - 1,
      sequence: sequence++ & 0xffff,
      timestamp: time * 3_600,
      ssrc: 7,
      payload,
    }));
  });
}

/** @param lost indices of packets that do not arrive. */
function unpack(packets: readonly RtpPacket[], lost: readonly number[] = []): AccessUnit[] {
  const depacketizer = new H264Depacketizer();
  let isAfterGap = false;
  return packets.flatMap((packet, at) => {
    if (lost.includes(at)) {
      isAfterGap = true;
      return [];
    }
    const units = depacketizer.put(packet, isAfterGap);
    isAfterGap = false;
    return units;
  });
}

const payload = (bytes: Uint8Array, timestamp = 0, hasMarker = true): RtpPacket => {
  return { payloadType: 96, hasMarker, sequence: 0, timestamp, ssrc: 7, payload: bytes };
};

test('pictures of any size come through, and no payload is above 1,200 bytes', () => {
  const sizes = [2, 100, 1_199, 1_200, 1_201, 1_202, 2_398, 2_399, 5_000, 100_000];
  const units = sizes.map((size) => stream(SPS, PPS, idr(size), inter(size)));
  const packets = packetsOf(units);
  expect(Math.max(...packets.map(({ payload: { length } }) => length))).toBeLessThanOrEqual(1_200);
  expect(unpack(packets).map(({ data }) => data)).toEqual(units);
  expect(unpack(packets).every((unit) => unit.isComplete && unit.isKeyFrame)).toBe(true);
});

test('mode 1: parameter sets and small slices are aggregated, large ones fragmented', () => {
  const [first, second, third, ...more] = packetizeH264(stream(SPS, PPS, idr(2_000)), 1) ?? [];
  const aggregated = [0x78, 0, SPS.length, ...SPS, 0, PPS.length, ...PPS];
  expect([...(first ?? [])]).toEqual(aggregated);
  expect([...(second ?? [])].slice(0, 3)).toEqual([0x7c, 0x85, 0x88]);
  expect([...(third ?? [])].slice(0, 2)).toEqual([0x7c, 0x45]);
  expect(more).toEqual([]);
});

test('mode 0: each NAL unit is a packet, and one that is too large is refused', () => {
  expect(packetizeH264(stream(SPS, PPS, idr(1_210)), 0)).toEqual([SPS, PPS, idr(1_210)]);
  expect(packetizeH264(stream(idr(1_400)), 0)).toBeUndefined();
});

test('start codes of three and four bytes, and zeros behind a NAL unit', () => {
  const mixed = Buffer.concat([Buffer.of(0, 0, 1), SPS, Buffer.of(0, 0, 0), START_CODE, PPS]);
  expect(packetizeH264(mixed, 0)).toEqual([SPS, PPS]);
  expect(packetizeH264(Buffer.of(0, 0, 1), 1)).toEqual([]);
  expect(packetizeH264(Buffer.alloc(0), 1)).toEqual([]);
});

test('a lost packet damages the picture that it was of, and no other', () => {
  const packets = packetsOf([stream(idr(3_000)), stream(inter(3_000)), stream(inter(3_000))]);
  const complete = (lost: number) => unpack(packets, [lost]).map(({ isComplete }) => isComplete);
  // The first packet of the second picture, the one in its middle, and the last with the marker.
  expect(complete(3)).toEqual([true, false, true]);
  expect(complete(4)).toEqual([true, false, true]);
  expect(complete(5)).toEqual([true, false, true]);
  // Nothing of it is left, and nothing is put together of two pictures.
  expect(unpack(packets, [4])[1]?.data).toEqual(Buffer.alloc(0));
  expect(unpack(packets, [3, 4, 5]).map(({ data }) => data)).toEqual([
    stream(idr(3_000)),
    stream(inter(3_000)),
  ]);
});

test('of a picture in slices those that came are passed on', () => {
  const later = inter(900);
  later[1] = 0x12;
  const packets = packetsOf([stream(idr(50)), stream(inter(900), later)], 0);
  expect(unpack(packets, [2])[1]).toBeUndefined();
  const [, damaged] = unpack(packets, [1]);
  expect(damaged).toEqual({
    data: stream(later),
    timestamp: 3_600,
    isKeyFrame: false,
    isComplete: false,
  });
});

test('parameter sets with a marker or a timestamp of their own belong to the next picture', () => {
  const depacketizer = new H264Depacketizer();
  expect(depacketizer.put(payload(SPS, 0), false)).toEqual([]);
  expect(depacketizer.put(payload(PPS, 10), false)).toEqual([]);
  expect(depacketizer.put(payload(idr(20), 20), false)[0]?.data).toEqual(stream(SPS, PPS, idr(20)));
  for (let at = 0; at < 1_000; at += 1) depacketizer.put(payload(SPS, at), false);
  const [unit] = depacketizer.put(payload(idr(20), 2_000), false);
  expect(unit?.data.length).toBeLessThan(300);
});

test('a sender without markers: the next timestamp ends a picture', () => {
  const depacketizer = new H264Depacketizer();
  expect(depacketizer.put(payload(idr(20), 0, false), false)).toEqual([]);
  expect(depacketizer.put(payload(inter(20), 9, false), false)).toMatchObject([
    { timestamp: 0, isKeyFrame: true, isComplete: true },
  ]);
});

test('an intra picture with a parameter set is a key frame too; one without, or an inter picture, is not', () => {
  const isKeyFrame = (...nals: Buffer[]) => unpack(packetsOf([stream(...nals)]))[0]?.isKeyFrame;
  expect(isKeyFrame(SPS, PPS, slice(0x61, 30))).toBe(true);
  expect(isKeyFrame(inter(30))).toBe(false);
  const predicted = inter(30);
  predicted[1] = 0x9a;
  expect(isKeyFrame(SPS, PPS, predicted)).toBe(false);
  expect(isKeyFrame(SPS, PPS, idr(5_000))).toBe(true);
});

test('what the interleaved mode has, and malformed payloads, damage the picture and nothing else', () => {
  const refused = [
    [],
    [0x00, 1, 2],
    [0xe5, 1, 2],
    // STAP-B, MTAP16, MTAP24, FU-B and the two undefined types.
    ...[25, 26, 27, 29, 30, 31].map((type) => [0x60 | type, 0, 0, 0, 2, 0x65, 1]),
    // Aggregates that are too short, too long, nested or empty.
    [0x78],
    [0x78, 0],
    [0x78, 0, 9, 0x65],
    [0x78, 0, 0],
    [0x78, 0, 2, 0x65, 1, 7],
    [0x78, 0, 3, 0x78, 0, 1],
    // Fragments: truncated, both start and end, without a start, nested.
    [0x7c],
    [0x7c, 0x85],
    [0x7c, 0xc5, 1],
    [0x7c, 0x05, 1],
    [0x7c, 0x45, 1],
    [0x7c, 0x9c, 1],
  ];
  for (const bytes of refused) {
    const depacketizer = new H264Depacketizer();
    const [unit, ...more] = depacketizer.put(payload(Uint8Array.from(bytes)), false);
    expect(unit?.isComplete, bytes.join(' ')).toBe(false);
    expect(more).toEqual([]);
    const [next] = depacketizer.put(payload(idr(30), 9), false);
    expect(next).toMatchObject({ data: stream(idr(30)), isComplete: true });
  }
});

test('a picture without end is given up, and memory is bounded', () => {
  const depacketizer = new H264Depacketizer();
  const middle = Buffer.alloc(1_200, 0xa5).fill(0x7c, 0, 1).fill(0x05, 1, 2);
  const start = Buffer.from(middle).fill(0x85, 1, 2);
  expect(depacketizer.put(payload(start, 0, false), false)).toEqual([]);
  for (let at = 0; at < 5_000; at += 1) {
    expect(depacketizer.put(payload(middle, 0, false), false)).toEqual([]);
  }
  const [unit] = depacketizer.put(payload(idr(30), 0), false);
  expect(unit).toMatchObject({ data: Buffer.alloc(0), isComplete: false });
  const tiny = payload(Uint8Array.of(0x41, 0x88), 5, false);
  for (let at = 0; at < 5_000; at += 1) depacketizer.put(tiny, false);
  expect(depacketizer.put({ ...tiny, hasMarker: true }, false)).toMatchObject([
    { data: Buffer.alloc(0), isComplete: false },
  ]);
});
