// Randomly mutated RTP and RTCP packets (VIDEO_FUZZ of them): video lines survive whatever arrives, the others see nothing.
import { randomInt } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { writeReport } from '../src/rtp/rtcp.ts';
import { writeFullIntraRequest, writeNack, writePictureLoss } from '../src/rtp/rtcpFeedback.ts';
import { parseRtp } from '../src/rtp/rtpPacket.ts';
import { VideoRtpSender } from '../src/rtp/videoRtpSender.ts';
import { Vp8Receiver } from '../src/rtp/vp8/vp8Receiver.ts';
import { Vp8Sender } from '../src/rtp/vp8/vp8Sender.ts';
import { mutated } from '@distansmote/testkit/network/mutated.ts';
import { agreedVideo, VideoLine } from '@distansmote/testkit/room/videoLine.ts';
import { VideoPeer } from '@distansmote/testkit/room/videoPeer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const COUNT = Number(process.env['VIDEO_FUZZ'] ?? 100_000);
/** What a socket's buffer takes at once. */
const BURST = 50;
const OPTIONS = { timeout: 60_000 + COUNT * 5, retry: 0 };
const START_CODE = Buffer.of(0, 0, 0, 1);
/** Most of it is of the test itself and of what is not collected yet. */
const MAX_GROWTH = 300_000_000;

const nal = (header: number, length: number) =>
  Buffer.concat([START_CODE, Buffer.of(header, 0x88), Buffer.alloc(length, 0xa5)]);
/** Aggregated, single and in fragments. */
const PICTURE = Buffer.concat([nal(0x67, 9), nal(0x68, 4), nal(0x65, 4_000)]);
const INTER = nal(0x41, 700);

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function lineWithPeer(isEncrypted: boolean): Promise<{ line: VideoLine; peer: VideoPeer }> {
  const line = await VideoLine.open();
  const peer = await VideoPeer.open(line);
  open.push(line, peer);
  if (isEncrypted) peer.encrypt();
  const remoteSrtpKey = isEncrypted ? peer.key : undefined;
  line.session.agree(agreedVideo(peer.port, { remoteSrtpKey, isNackNamed: true }));
  line.session.sendFrame(PICTURE, performance.now());
  await eventually(() => peer.received.at(-1)?.hasMarker, true);
  return { line, peer };
}

/** A compound packet with all that concerns video: PLI, FIR, NACK, TMMBR and REMB. */
function feedback(peer: VideoPeer): Buffer {
  const ours = peer.received[0]?.ssrc ?? 0;
  const sequence = peer.received.at(-1)?.sequence ?? 0;
  const bitrateLimit = Buffer.from('83cd000400000009000000000000000004e20028', 'hex');
  bitrateLimit.writeUInt32BE(ours, 12);
  const remb = Buffer.from('8fce0005000000090000000052454d42010a1234000000ff', 'hex');
  const report = { ssrc: peer.sender.ssrc, sent: peer.sender, reception: undefined, cname: 'peer' };
  return writeReport(report, performance.now(), [
    writePictureLoss(9, ours),
    writeFullIntraRequest(9, ours, randomInt(256)),
    writeNack(
      9,
      ours,
      [sequence - 2, sequence - 1, sequence].map((one) => one & 0xffff),
    ),
    bitrateLimit,
    remb,
  ]);
}

/** Mutated before encryption, so that it passes authentication; without an RTP header it cannot be encrypted. */
function sendMutated(peer: VideoPeer, packet: Buffer, isRtcp: boolean): void {
  const changed = mutated(packet);
  try {
    if (isRtcp) peer.sendRtcp(changed);
    else peer.send(changed);
  } catch {
    peer.sendRaw(changed);
  }
}

test('video lines survive many malformed packets', OPTIONS, async () => {
  const attacked = [await lineWithPeer(false), await lineWithPeer(true)];
  const bystander = await lineWithPeer(true);
  const memory = process.memoryUsage().rss;
  let shown = 0;
  for (let sent = 0; sent < COUNT; sent += BURST) {
    for (const { line, peer } of attacked) {
      if (randomInt(20) === 0) peer.sender = new VideoRtpSender();
      const packets = [...peer.packets(PICTURE), ...peer.packets(INTER)];
      for (let at = 0; at < BURST / 2; at += 1) {
        const packet = packets[randomInt(packets.length)] ?? INTER;
        const kind = randomInt(4);
        if (kind === 0) sendMutated(peer, feedback(peer), true);
        else if (kind === 1) peer.send(packet);
        else sendMutated(peer, packet, false);
      }
      if (randomInt(10) === 0) line.session.sendFrame(PICTURE, performance.now());
      // What the test itself keeps.
      line.frames.length = 0;
      line.bitrateLimits.length = 0;
      line.receptions.length = 0;
      peer.received.splice(0, Math.max(0, peer.received.length - 10));
      peer.lengths.length = 0;
      peer.reports.length = 0;
    }
    if (sent % (BURST * 20) === 0) {
      bystander.peer.send(...bystander.peer.packets(PICTURE));
      shown += 1;
    }
    // Each reads some of what waits.
    for (let turns = 0; turns < 4; turns += 1) await turn();
  }
  await eventually(() => bystander.line.frames.length, shown);
  expect(bystander.line.frames.every(({ isComplete }) => isComplete)).toBe(true);
  expect(bystander.line.losses + bystander.line.keyFramesWanted).toBe(0);
  expect(process.memoryUsage().rss - memory).toBeLessThan(MAX_GROWTH);
  for (const { line, peer } of attacked) {
    expect(line.keyFramesWanted).toBeGreaterThan(0);
    peer.sender = new VideoRtpSender();
    if (peer === attacked[1]?.peer) peer.encrypt();
    line.frames.length = 0;
    peer.send(...peer.packets(PICTURE), ...peer.packets(INTER));
    await eventually(() => line.frames.at(-1)?.data.equals(INTER), true);
    expect(line.frames.at(-2)).toMatchObject({ data: PICTURE, isComplete: true });
    peer.received.length = 0;
    expect(line.session.sendFrame(INTER, performance.now())).toBe(true);
    if (peer === attacked[0]?.peer) await eventually(() => peer.received.at(-1)?.hasMarker, true);
  }
});

test('the receiver of VP8 survives many malformed packets', OPTIONS, () => {
  const stream = { ssrc: 5, payloadType: 101 };
  const sender = new Vp8Sender({ ...stream, cname: 'router' });
  const frames: Buffer[] = [];
  const receiver = new Vp8Receiver(stream, {
    onFrame: ({ data }) => (frames[0] = data),
    onKeyFrameWanted: () => undefined,
  });
  const take = (packet: Buffer, now: number) => {
    const rtp = parseRtp(packet);
    if (rtp !== undefined) receiver.receive(rtp, now);
  };
  const frame = Buffer.alloc(2_500, 0x10);
  for (let now = 0; now < COUNT / 5; now += 1) {
    for (const packet of sender.packets(frame, now)) {
      take(mutated(packet), now);
      if (randomInt(2) === 0) take(packet, now);
    }
    receiver.tick(now);
  }
  // A mutated sequence number may have been taken for the stream's: it finds its way back.
  for (let at = 0; at < 200; at += 1) {
    const now = COUNT + 40 * at;
    for (const packet of sender.packets(Buffer.alloc(1_000 + at, 0x10), now)) take(packet, now);
    receiver.tick(now + 20);
  }
  expect(frames[0]?.length).toBe(1_199);
});
