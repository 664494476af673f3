// How the pictures of a mobile phone are to be turned: the header extension of 3GPP TS 26.114 §7.4.5 at VP8 frames.
import { expect, test } from 'vitest';
import { parseRtp, type RtpPacket, writeRtp } from '../rtpPacket.ts';
import { Vp8Receiver } from './vp8Receiver.ts';
import { Vp8Sender } from './vp8Sender.ts';

const STREAM = { ssrc: 500, payloadType: 101 };
const ID = 8;
const BYTES = 12;

const sender = new Vp8Sender({ ...STREAM, cname: 'router' });
const parsed = (packet: Buffer): RtpPacket => parseRtp(packet) ?? expect.fail('not RTP');
const withByte = (packet: Buffer, byte: number) =>
  parsed(writeRtp(parsed(packet), { id: ID, byte }));

/** The packets of one frame. */
const frame = (length = 100, isKeyFrame = true) =>
  sender.packets(
    Buffer.alloc(length, 0x55).fill(isKeyFrame ? 0x10 : 0x11, 0, 1),
    performance.now(),
  );

/** A frame of one packet. */
const single = (isKeyFrame = true) => frame(100, isKeyFrame)[0] ?? Buffer.alloc(0);
const turned = (byte: number, isKeyFrame = true) => withByte(single(isKeyFrame), byte);

/** @param extension from its first two bytes, which say its form (RFC 8285 §4) */
function withExtension(...extension: number[]) {
  const packet = single();
  const written = Buffer.concat([
    packet.subarray(0, BYTES),
    Buffer.from(extension),
    packet.subarray(BYTES),
  ]);
  return written.fill(0x90, 0, 1);
}

/** @param id null for a stream of which none was agreed */
function rotationsOf(packets: readonly RtpPacket[], id: number | null = ID) {
  const rotations: number[] = [];
  const receiver = new Vp8Receiver(
    { ...STREAM, orientationId: id ?? undefined },
    { onFrame: ({ rotation }) => rotations.push(rotation), onKeyFrameWanted: () => undefined },
  );
  for (const packet of packets) receiver.receive(packet, 0);
  return rotations;
}

test('each rotation, with the bits for camera and mirroring and without', () => {
  const packets = [0, 1, 2, 3, 0b1101, 0xff, 0xfc].map((byte) => turned(byte));
  expect(rotationsOf(packets)).toEqual([0, 90, 180, 270, 90, 270, 0]);
});

test('a rotation holds until another one comes, and a new receiver begins upright', () => {
  const plain = (isKeyFrame = false) => parsed(single(isKeyFrame));
  const packets = [plain(true), turned(1, false), plain(), plain(), turned(0, false), plain()];
  expect(rotationsOf(packets)).toEqual([0, 90, 90, 90, 0, 0]);
  expect(rotationsOf([turned(3), plain()])).toEqual([270, 270]);
  expect(rotationsOf([plain(true)])).toEqual([0]);
});

test('the last packet of a frame says how that frame is turned, and not the frame before it', () => {
  const last = (packets: Buffer[], byte: number) =>
    packets.map((packet, at) =>
      at < packets.length - 1 ? parsed(packet) : withByte(packet, byte),
    );
  const packets = [...last(frame(5_000), 2), ...last(frame(3_000, false), 1)];
  expect(rotationsOf(packets)).toEqual([180, 90]);
  // Without markers the first packet of the next frame ends a frame.
  const unmarked = [turned(1), turned(2)];
  const rotations = rotationsOf(unmarked.map((packet) => ({ ...packet, hasMarker: false })));
  expect(rotations).toEqual([90]);
});

test('the two-byte form, and another element before it', () => {
  const packets = [
    withExtension(0x10, 0x00, 0, 1, ID, 1, 1, 0),
    withExtension(0x10, 0x00, 0, 2, 3, 2, 9, 9, ID, 1, 2, 0),
    withExtension(0xbe, 0xde, 0, 2, 0x41, 9, 9, 0, ID << 4, 3, 0, 0),
  ];
  expect(rotationsOf(packets.map(parsed))).toEqual([90, 180, 270]);
});

test('malformed elements and those of other ids turn nothing; what lies about its length is no RTP', () => {
  const others = [
    withExtension(0xbe, 0xde, 0, 1, (ID << 4) | 1, 1, 1, 0),
    withExtension(0x10, 0x00, 0, 1, ID, 0, 0, 0),
    withExtension(0x10, 0x00, 0, 1, ID, 2, 1, 1),
    withExtension(0xbe, 0xde, 0, 1, 0xf0, ID << 4, 1, 0),
    withExtension(0xab, 0xac, 0, 1, ID << 4, 1, 0, 0),
    withExtension(0xbe, 0xde, 0, 0),
    writeRtp(parsed(single()), { id: 7, byte: 1 }),
  ].map(parsed);
  expect(rotationsOf(others)).toEqual(others.map(() => 0));
  expect(rotationsOf([turned(1)], null)).toEqual([0]);
  for (const lying of [
    withExtension(0xbe, 0xde, 0, 1, (ID << 4) | 15, 1, 0, 0),
    withExtension(0x10, 0x00, 0, 1, ID, 255, 1, 0),
    withExtension(0xbe, 0xde, 0xff, 0xff, ID << 4, 1, 0, 0),
  ])
    expect(parseRtp(lying)).toBeUndefined();
});
