// A video line with an other end on real sockets: pictures both ways, what is lost, and what RTCP asks for.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { VideoRtpSender } from '../src/rtp/videoRtpSender.ts';
import { Reception } from '../src/rtp/reception.ts';
import { readRtcp, writeReport } from '../src/rtp/rtcp.ts';
import { writeFullIntraRequest, writeNack, writePictureLoss } from '../src/rtp/rtcpFeedback.ts';
import type { RtcpFeedback } from '../src/rtp/rtcpFeedback.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import {
  VideoLine,
  agreedVideo,
  type VideoLineSettings,
} from '@distansmote/testkit/room/videoLine.ts';
import { VideoPeer } from '@distansmote/testkit/room/videoPeer.ts';

const START_CODE = Buffer.of(0, 0, 0, 1);

/** An access unit of one slice. The content is unlike that of another length. */
function picture(length: number, isKeyFrame = false): Buffer {
  const nal = Buffer.alloc(length, 1 + (length % 200));
  nal[0] = isKeyFrame ? 0x65 : 0x41;
  nal[1] = 0x9a;
  return Buffer.concat([START_CODE, nal]);
}
const keyFrame = (length: number) => picture(length, true);

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function lineWithPeer(
  settings: VideoLineSettings & { isEncrypted?: boolean } = {},
): Promise<{ line: VideoLine; peer: VideoPeer; agree(): void }> {
  const line = await VideoLine.open();
  const peer = await VideoPeer.open(line);
  open.push(line, peer);
  const { isEncrypted = false, ...differing } = settings;
  if (isEncrypted) peer.encrypt();
  const remoteSrtpKey = isEncrypted ? peer.key : undefined;
  const agree = () => line.session.agree(agreedVideo(peer.port, { remoteSrtpKey, ...differing }));
  return { line, peer, agree };
}

/** What the line has asked of the peer's stream. */
function askedOf(peer: VideoPeer): RtcpFeedback[] {
  const asked: RtcpFeedback[] = [];
  const events = { onReport: () => undefined, onFeedback: (one: RtcpFeedback) => asked.push(one) };
  for (const report of peer.reports) {
    expect(readRtcp(report, new Reception(90_000), events, 0)).toBe(true);
  }
  return asked;
}

/** A compound packet of the peer with feedback. */
const compound = (from: number, ...feedback: Buffer[]) =>
  writeReport({ ssrc: from, sent: undefined, reception: undefined, cname: 'peer' }, 0, feedback);

test.each([false, true])('pictures both ways, encrypted: %s', async (isEncrypted) => {
  const { line, peer, agree } = await lineWithPeer({ isEncrypted });
  agree();
  const sent = [keyFrame(90_000), picture(500), picture(3_000)];
  for (const one of sent) {
    peer.send(...peer.packets(one));
    await eventually(() => line.frames.at(-1)?.data.equals(one), true);
  }
  expect(line.frames.map((one) => [one.isKeyFrame, one.isComplete])).toEqual([
    [true, true],
    [false, true],
    [false, true],
  ]);
  expect(line.losses).toBe(0);
  expect(line.session.sendFrame(sent[0] ?? START_CODE, 1_000)).toBe(true);
  await eventually(() => peer.received.filter(({ hasMarker }) => hasMarker).length, 1);
  expect(peer.received.length).toBeGreaterThan(75);
  expect(Math.max(...peer.lengths)).toBeLessThanOrEqual(1_300);
  expect(new Set(peer.received.map(({ timestamp }) => timestamp)).size).toBe(1);
  line.session.sendFrame(sent[1] ?? START_CODE, 1_040);
  await eventually(() => peer.received.filter(({ hasMarker }) => hasMarker).length, 2);
  const [first, last] = [peer.received[0], peer.received.at(-1)];
  expect(((last?.timestamp ?? 0) - (first?.timestamp ?? 0)) >>> 0).toBe(3_600);
});

test('packetization mode 0: no fragments, and nothing of a picture that would need them', async () => {
  const { line, peer, agree } = await lineWithPeer({ packetizationMode: 0 });
  agree();
  expect(line.session.sendFrame(keyFrame(2_000), 0)).toBe(false);
  expect(line.session.sendFrame(Buffer.concat([keyFrame(1_100), picture(1_000)]), 0)).toBe(true);
  await eventually(() => peer.received.length, 2);
  expect(peer.received.map(({ payload }) => payload.length)).toEqual([1_100, 1_000]);
});

test('nothing is sent before it is agreed, on hold, or after the end', async () => {
  const { line, peer, agree } = await lineWithPeer({ isHearing: false });
  expect(line.session.sendFrame(keyFrame(100), 0)).toBe(false);
  agree();
  expect(line.session.sendFrame(keyFrame(100), 0)).toBe(false);
  line.session.requestKeyFrame(performance.now());
  peer.send(...peer.packets(keyFrame(100)));
  await eventually(() => line.frames.length, 1);
  expect(peer.received).toEqual([]);
});

test.each([
  ['a picture', false, (peer: VideoPeer) => peer.send(...peer.packets(keyFrame(100)))],
  ['a picture', true, (peer: VideoPeer) => peer.send(...peer.packets(keyFrame(100)))],
  ['a report', false, (peer: VideoPeer) => peer.sendRtcp(compound(peer.sender.ssrc))],
  ['a report', true, (peer: VideoPeer) => peer.sendRtcp(compound(peer.sender.ssrc))],
])('where it sends to is confirmed by %s alone, encrypted: %s', async (_, isEncrypted, send) => {
  const { line, peer, agree } = await lineWithPeer({ isEncrypted });
  agree();
  // A stranger, who has not the key or says nothing that can be understood.
  const junk = isEncrypted ? peer.packets(keyFrame(100)) : [Buffer.alloc(40, 7)];
  for (const packet of [...junk, Buffer.alloc(40, 0x81)]) peer.sendRaw(packet);
  await pause(100);
  expect(line.session.confirmedAddress).toBeUndefined();
  send(peer);
  await eventually(() => line.session.confirmedAddress, '127.0.0.1');
});

test('an address that SDP names is not confirmed by what comes from the signalling', async () => {
  const { line, peer } = await lineWithPeer();
  line.session.agree({ ...agreedVideo(peer.port), address: '127.0.0.9' });
  await eventually(() => {
    peer.send(...peer.packets(keyFrame(100)));
    return line.session.confirmedAddress;
  }, '127.0.0.1');
});

test('a key frame that comes before the agreement is not lost', async () => {
  const { line, peer, agree } = await lineWithPeer();
  peer.send(...peer.packets(keyFrame(90_000)));
  await pause(100);
  agree();
  await eventually(() => line.frames.length, 1);
  expect(line.frames).toMatchObject([{ isKeyFrame: true, isComplete: true }]);
});

test('what comes before the agreement is held within bounds', async () => {
  const { line, peer, agree } = await lineWithPeer();
  for (let burst = 0; burst < 10; burst += 1) {
    for (let at = 0; at < 50; at += 1) peer.send(...peer.packets(picture(1_000)));
    await pause(10);
  }
  agree();
  expect(line.frames.length).toBeLessThanOrEqual(300);
  expect(line.frames.length).toBeGreaterThan(100);
});

test('a lost key frame: PLI and FIR in one compound packet, at most once a second', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  const [, ...rest] = peer.packets(keyFrame(5_000));
  peer.send(...rest);
  await eventually(() => line.frames.length + line.losses > 0, true);
  for (let at = 0; at < 100; at += 1) line.session.requestKeyFrame(performance.now());
  await eventually(() => askedOf(peer).length, 2);
  const { ssrc } = peer.sender;
  expect(askedOf(peer)).toMatchObject([
    { type: 'pictureLoss', ssrc },
    { type: 'fullIntraRequest', ssrc, sequence: 0 },
  ]);
  // It was asked again in that second: one more request, unless the key frame comes before.
  await eventually(() => askedOf(peer).length, 4);
  expect(askedOf(peer).at(-1)).toMatchObject({ type: 'fullIntraRequest', sequence: 1 });
  line.session.requestKeyFrame(performance.now());
  peer.send(...peer.packets(keyFrame(5_000)));
  await eventually(() => line.frames.at(-1)?.isKeyFrame, true);
  await pause(1_200);
  expect(askedOf(peer).length).toBe(4);
});

test('PLI and FIR of the other end: a repeated FIR is one request, those of other streams are none', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  line.session.sendFrame(keyFrame(100), 0);
  await eventually(() => peer.received.length, 1);
  const ours = peer.received[0]?.ssrc ?? 0;
  const other = (ours ^ 1) >>> 0;
  const wanted = async (feedback: Buffer[], count: number) => {
    peer.sendRtcp(compound(9, ...feedback));
    await eventually(() => line.keyFramesWanted, count);
  };
  await wanted([writePictureLoss(9, ours)], 1);
  await wanted([writeFullIntraRequest(9, ours, 7)], 2);
  await wanted([writeFullIntraRequest(9, ours, 7), writePictureLoss(9, ours)], 3);
  await wanted([writeFullIntraRequest(9, ours, 8)], 4);
  const others = [writePictureLoss(9, other), writeFullIntraRequest(9, other, 9)];
  await wanted([...others, writeFullIntraRequest(9, ours, 10)], 5);
});

test('TMMBR: the limit is told once, and answered with TMMBN', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  line.session.sendFrame(keyFrame(100), 0);
  await eventually(() => peer.received.length, 1);
  const ours = peer.received[0]?.ssrc ?? 0;
  const limit = (exponent: number, mantissa: number) => {
    const entry = Buffer.alloc(20);
    entry.writeUInt32BE(0x83cd0004);
    entry.writeUInt32BE(9, 4);
    entry.writeUInt32BE(ours, 12);
    entry.writeUInt32BE(((exponent << 26) | (mantissa << 9) | 40) >>> 0, 16);
    return entry;
  };
  for (let at = 0; at < 20; at += 1) peer.sendRtcp(compound(9, limit(3, 64_000)));
  await eventually(() => line.bitrateLimits, [512_000]);
  await eventually(() => peer.reports.length > 0, true);
  const answer = peer.reports[0]?.subarray(-20);
  expect(answer?.readUInt32BE(0)).toBe(0x84cd0004);
  expect(answer?.readUInt32BE(4)).toBe(ours);
  expect(answer?.readUInt32BE(12)).toBe(9);
  expect(answer?.readUInt32BE(16)).toBe(limit(3, 64_000).readUInt32BE(16));
  peer.sendRtcp(compound(9, limit(0, 0), limit(63, 131_071)));
  await eventually(() => line.bitrateLimits, [512_000, 0, 131_071 * 2 ** 63]);
});

test.each([false, true])(
  'NACK of the other end is answered, encrypted: %s',
  async (isEncrypted) => {
    const { line, peer, agree } = await lineWithPeer({ isNackNamed: true, isEncrypted });
    agree();
    line.session.sendFrame(keyFrame(20_000), 0);
    await eventually(() => peer.received.at(-1)?.hasMarker, true);
    const { ssrc, sequence } = peer.received[3] ?? expect.fail('nothing was sent');
    const count = peer.received.length;
    const missing = [sequence, sequence + 2, sequence + 3].map((one) => one & 0xffff);
    peer.received.length = 0;
    const repeated: number[] = [];
    for (let at = 0; at < 2; at += 1) {
      peer.sendRtcp(compound(9, writeNack(9, ssrc, missing), writeNack(9, ssrc, missing)));
      repeated.push(...missing);
      // What the other end has got, its SRTP takes for a replay.
      if (!isEncrypted) await eventually(() => peer.received.map((one) => one.sequence), repeated);
      await pause(50);
    }
    const all = Array.from({ length: 17 }, (_, at) => (sequence + at) & 0xffff);
    for (let at = 0; at < 200; at += 1) {
      peer.sendRtcp(compound(9, writeNack(9, ssrc, all)));
      await pause(1);
    }
    // Twenty times as many were asked for.
    expect(peer.received.length).toBeLessThan(150);
    expect(count).toBeGreaterThan(15);
  },
);

test('what is lost is asked for again, where the other end names NACK', async () => {
  const { line, peer, agree } = await lineWithPeer({ isNackNamed: true });
  agree();
  peer.send(...peer.packets(keyFrame(5_000)));
  const packets = peer.packets(picture(20_000));
  const lost = new Set([2, 3, 9]);
  peer.send(...packets.filter((_, at) => !lost.has(at)));
  const asked = () => askedOf(peer).flatMap((one) => (one.type === 'nack' ? one.sequences : []));
  await eventually(() => new Set(asked()).size, 3);
  peer.send(...packets.filter((_, at) => lost.has(at)));
  await eventually(() => line.frames.length, 2);
  expect(line.frames[1]).toMatchObject({ data: picture(20_000), isComplete: true });
  expect(line.losses).toBe(0);
});

test('without NACK a damaged picture is passed on, and the loss is told', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  peer.send(...peer.packets(keyFrame(500)));
  const [first, , ...rest] = peer.packets(
    Buffer.concat([picture(900), picture(900), picture(902)]),
  );
  peer.send(first ?? START_CODE, ...rest, ...peer.packets(picture(400)));
  await eventually(() => line.frames.length, 3);
  expect(line.frames.map(({ isComplete }) => isComplete)).toEqual([true, false, true]);
  expect(line.frames[1]?.data).toEqual(Buffer.concat([picture(900), picture(902)]));
  expect(line.losses).toBeGreaterThan(0);
});

test('packets that overtake each other or come twice make no loss', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  peer.send(...peer.packets(keyFrame(500)));
  const packets = [...peer.packets(picture(6_000)), ...peer.packets(picture(7_000))];
  const swapped = packets.map((_, at) => packets[at ^ 1] ?? packets[at] ?? START_CODE);
  peer.send(...swapped.flatMap((one) => [one, one]));
  await eventually(() => line.frames.length, 3);
  expect(line.frames.slice(1).map(({ data }) => data)).toEqual([picture(6_000), picture(7_000)]);
  expect(line.losses).toBe(0);
});

test('another SSRC takes over with its key frame; a stray packet of one does not', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  peer.send(...peer.packets(keyFrame(2_000)));
  await eventually(() => line.frames.length, 1);
  const before = peer.sender;
  peer.sender = new VideoRtpSender();
  peer.send(...peer.packets(picture(100)));
  const after = peer.sender;
  peer.sender = before;
  peer.send(...peer.packets(picture(2_001)));
  await eventually(() => line.frames.length, 2);
  expect(line.losses).toBe(0);
  // Half a picture is left behind of the old one.
  peer.send(...peer.packets(picture(2_002)).slice(0, 1));
  peer.sender = after;
  peer.send(...peer.packets(keyFrame(3_000)), ...peer.packets(picture(2_003)));
  await eventually(() => line.frames.length, 4);
  expect(line.frames.map(({ data }) => data)).toEqual([
    keyFrame(2_000),
    picture(2_001),
    keyFrame(3_000),
    picture(2_003),
  ]);
  line.session.requestKeyFrame(performance.now());
  await eventually(() => peer.reports.length, 1);
  expect(askedOf(peer)[0]).toMatchObject({ ssrc: after.ssrc });
});

test('when encryption begins in the call, our picture is a new stream', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  line.session.sendFrame(keyFrame(100), 0);
  await eventually(() => peer.received.length, 1);
  peer.encrypt();
  line.session.agree(agreedVideo(peer.port, { remoteSrtpKey: peer.key }));
  line.session.sendFrame(keyFrame(100), 0);
  await eventually(() => peer.received.length, 2);
  expect(peer.received[1]?.ssrc).not.toBe(peer.received[0]?.ssrc);
});

test('reports of our stream are told, as a share', async () => {
  const { line, peer, agree } = await lineWithPeer();
  agree();
  line.session.sendFrame(keyFrame(100), 0);
  await eventually(() => peer.received.length, 1);
  const reception = new Reception(90_000);
  const [packet] = peer.received;
  if (packet === undefined) return expect.fail('nothing was sent');
  for (const skipped of [0, 2, 3]) {
    reception.add({ ...packet, sequence: packet.sequence + skipped }, 0);
  }
  peer.sendRtcp(writeReport({ ssrc: 9, sent: undefined, reception, cname: 'peer' }, 0));
  await eventually(() => line.receptions, [0.25]);
});
