// Our payload formats against ffmpeg's: H.264 and VP8, in both directions, in clear and encrypted.
import { setTimeout as pause } from 'node:timers/promises';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { isRtcp, parseRtp } from '../src/rtp/rtpPacket.ts';
import { generateSrtpKey } from '../src/rtp/srtp.ts';
import { Vp8Receiver } from '../src/rtp/vp8/vp8Receiver.ts';
import { Vp8Sender } from '../src/rtp/vp8/vp8Sender.ts';
import { decodedPictures, encodedClip, hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { ReceivingFfmpeg, sendByFfmpeg } from '@distansmote/testkit/picture/ffmpegRtp.ts';
import { agreedVideo, H264_PAYLOAD_TYPE, VideoLine } from '@distansmote/testkit/room/videoLine.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const it = test.runIf(hasFfmpeg);
const SIZE = { width: 1280, height: 720 };
const COUNT = 10;
const CLIP = `testsrc2=size=1280x720:rate=25:duration=${COUNT / 25}`;
const FRAME_MS = 40;
const VP8_PAYLOAD_TYPE = 101;
const X264 = ['-profile:v', 'baseline', '-tune', 'zerolatency', '-g', '5'];

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

it.each([
  { mode: 1, options: [] },
  { mode: 0, options: ['-x264-params', 'slice-max-size=1150', '-rtpflags', 'h264_mode0'] },
])('H.264 of ffmpeg in packetization mode $mode', async ({ options }) => {
  const line = await VideoLine.open();
  open.push(line);
  // ffmpeg sends from any port.
  line.session.agree(agreedVideo(9));
  await pause(400);
  const payloadType = ['-payload_type', String(H264_PAYLOAD_TYPE)];
  await sendByFfmpeg(CLIP, ['-c:v', 'libx264', ...X264, ...options, ...payloadType], line.port);
  await eventually(() => line.frames.length, COUNT);
  expect(line.frames.every(({ isComplete }) => isComplete)).toBe(true);
  expect(line.frames.map(({ isKeyFrame }, at) => isKeyFrame === (at % 5 === 0))).toEqual(
    Array(COUNT).fill(true),
  );
  expect(line.losses).toBe(0);
  const frames = line.frames.map(({ data }) => data);
  expect((await decodedPictures('H264', frames, SIZE)).length).toBe(COUNT);
});

it.each([
  { mode: 1 as const, isEncrypted: false, options: [] },
  { mode: 1 as const, isEncrypted: true, options: [] },
  { mode: 0 as const, isEncrypted: false, options: ['-x264-params', 'slice-max-size=1150'] },
])(
  'ffmpeg decodes our H.264 in packetization mode $mode, encrypted: $isEncrypted',
  async ({ mode, isEncrypted, options }) => {
    const clip = await encodedClip('H264', CLIP, [...X264, ...options]);
    const line = await VideoLine.open();
    const crypto = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${line.session.local.srtpKey}`;
    const receiving = await ReceivingFfmpeg.open(
      [
        `a=rtpmap:${H264_PAYLOAD_TYPE} H264/90000`,
        `a=fmtp:${H264_PAYLOAD_TYPE} packetization-mode=${mode}`,
        ...(isEncrypted ? [crypto] : []),
      ],
      { payloadType: H264_PAYLOAD_TYPE, count: 2 * COUNT, isEncrypted },
    );
    open.push(line, receiving);
    const remoteSrtpKey = isEncrypted ? generateSrtpKey() : undefined;
    line.session.agree(agreedVideo(receiving.port, { packetizationMode: mode, remoteSrtpKey }));
    for (let at = 0; !receiving.hasEnded && at < 20 * COUNT; at += 1) {
      const frame = clip[at % COUNT] ?? expect.fail('no frame');
      expect(line.session.sendFrame(frame, at * FRAME_MS)).toBe(true);
      await pause(FRAME_MS);
    }
    await eventually(() => receiving.pictures.length, 2 * COUNT);
    expect(receiving.complaints).toBe('');
    // Each picture is that of the first round.
    const sums = receiving.pictures.map((line_) => line_.split(',').at(-1));
    expect(sums.slice(COUNT)).toEqual(sums.slice(0, COUNT));
  },
);

it('VP8 of ffmpeg', async () => {
  const frames: Buffer[] = [];
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(socket);
  await once(socket, 'listening');
  let receiver: Vp8Receiver | undefined;
  socket.on('message', (packet) => {
    const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
    if (rtp === undefined) return;
    receiver ??= new Vp8Receiver(rtp, {
      onFrame: ({ data }) => frames.push(data),
      onKeyFrameWanted: () => expect.fail('a key frame is wanted'),
    });
    receiver.receive(rtp, performance.now());
  });
  const options = ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '3M'];
  await sendByFfmpeg(CLIP, options, socket.address().port);
  await eventually(() => frames.length, COUNT);
  expect((await decodedPictures('VP8', frames, SIZE)).length).toBe(COUNT);
});

it('ffmpeg decodes our VP8', async () => {
  const clip = await encodedClip('VP8', CLIP, ['-b:v', '3M']);
  const receiving = await ReceivingFfmpeg.open([`a=rtpmap:${VP8_PAYLOAD_TYPE} VP8/90000`], {
    payloadType: VP8_PAYLOAD_TYPE,
    count: 2 * COUNT,
    isEncrypted: false,
  });
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(receiving, socket);
  const sender = new Vp8Sender({ ssrc: 5, payloadType: VP8_PAYLOAD_TYPE, cname: 'room' });
  for (let at = 0; !receiving.hasEnded && at < 20 * COUNT; at += 1) {
    const frame = clip[at % COUNT] ?? expect.fail('no frame');
    for (const packet of sender.packets(frame, at * FRAME_MS)) {
      socket.send(packet, receiving.port, '127.0.0.1');
    }
    await pause(FRAME_MS);
  }
  await eventually(() => receiving.pictures.length, 2 * COUNT);
  expect(receiving.complaints).toBe('');
});
