// Pictures that come too fast, too large or in ever other sizes cost the compositor no more than a budget.
import { expect, onTestFinished, test, vi } from 'vitest';
import { compositorProgram } from '@distansmote/testkit/picture/compositorProgram.ts';
import { encodedClip, hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { startCompositor } from '@distansmote/testkit/picture/startCompositor.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Composition } from '../src/picture/composition.ts';
import { CompositionSources } from '../src/picture/compositionSources.ts';
import { RoomCamera } from '../src/picture/roomCamera.ts';
import { RtpSocket } from '../src/rtp/rtpPorts.ts';
import { Vp8Sender } from '../src/rtp/vp8/vp8Sender.ts';

const it = test.runIf(compositorProgram !== undefined && hasFfmpeg);

async function openCamera() {
  const composition = new Composition(compositorProgram ?? '', {
    onLevelChanged: () => undefined,
    onArrivingChanged: () => undefined,
    onComplaint: (text) => expect.fail(text),
  });
  let told = 0;
  const sending = { port: 9, payloadType: 101, ssrcs: [1, 2, 3] };
  const camera = await RoomCamera.open(composition, sending, 'test', {
    onKeyFrameWanted: () => undefined,
    onKeyFrameMissing: () => undefined,
    onSendingChanged: () => (told += 1),
  });
  onTestFinished(() => {
    camera.close();
    composition.close();
  });
  camera.setLayers(3);
  const { compositor } = composition;
  if (compositor === undefined) return expect.fail('no compositor');
  return {
    camera,
    decode: vi.spyOn(compositor, 'decode'),
    openEncoder: vi.spyOn(compositor, 'openEncoder'),
    /** How often everybody in the meeting was told that it pauses or goes on. */
    timesTold: () => told,
    answered: () => eventually(() => compositor.outstanding, 0),
  };
}

const clipOf = async (codec: 'H264' | 'VP8', size: string) => {
  const clip = await encodedClip(codec, `testsrc2=size=${size}:rate=25:duration=0.1`, ['-g', '1']);
  return clip[0] ?? Buffer.alloc(0);
};

it('of a room that sends a thousand pictures a second some are decoded', async () => {
  const { camera, decode, answered } = await openCamera();
  const data = await clipOf('H264', '64x64');
  for (let at = 0; at < 1_000; at += 1) {
    camera.receive({ data, timestamp: at * 90, isKeyFrame: true, isComplete: true }, at);
    await answered();
  }
  expect(decode.mock.calls.length).toBeGreaterThan(60);
  expect(decode.mock.calls.length).toBeLessThanOrEqual(106);
});

it('a room that changes its size with each picture opens encoders once a second', async () => {
  const { camera, openEncoder, answered } = await openCamera();
  const pictures = [await clipOf('H264', '64x64'), await clipOf('H264', '96x64')];
  for (let at = 0; at < 100; at += 1) {
    const data = pictures[at % 2] ?? Buffer.alloc(0);
    const unit = { data, timestamp: at * 3_600, isKeyFrame: true, isComplete: true };
    camera.receive(unit, at * 40);
    await answered();
  }
  expect(openEncoder.mock.calls.length).toBeGreaterThanOrEqual(3 * 3);
  expect(openEncoder.mock.calls.length).toBeLessThanOrEqual(3 * 5);
});

it('a room that holds and goes on by the dozen is said to pause once a second', async () => {
  const { camera, timesTold } = await openCamera();
  const data = await clipOf('H264', '64x64');
  for (let at = 0; at < 10_000; at += 20) {
    camera.receive({ data, timestamp: at * 90, isKeyFrame: true, isComplete: true }, at);
    camera.tick(at, at % 40 === 0);
  }
  expect(timesTold()).toBeGreaterThanOrEqual(10);
  expect(timesTold()).toBeLessThanOrEqual(22);
});

it('of a screen of four thousand pixels few pictures a second are decoded', async () => {
  const { compositor } = startCompositor();
  const decode = vi.spyOn(compositor, 'decode');
  let ids = 0;
  const sources = await CompositionSources.open({
    compositor: () => compositor,
    onResized: () => undefined,
    onArrivingChanged: () => undefined,
    newId: () => (ids += 1),
  });
  const router = await RtpSocket.open('127.0.0.1', 0);
  onTestFinished(() => {
    sources.close();
    router.close();
  });
  const stream = { ssrc: 11, payloadType: 101 };
  sources.add({ ...stream, orientationId: undefined, feedbackPort: router.port });
  sources.setShown(new Set([11]));
  const sender = new Vp8Sender({ ...stream, cname: 'test' });
  const frame = await encodedClip('VP8', 'color=size=4096x2304:rate=25:duration=0.1', []);
  const startedAt = performance.now();
  for (let at = 0; at < 60; at += 1) {
    for (const packet of sender.packets(frame[0] ?? Buffer.alloc(0), at * 40))
      router.send(packet, { address: '127.0.0.1', port: sources.port });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await eventually(() => compositor.outstanding, 0);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  // 36,864 macroblocks each, of half a million at once and in each second.
  expect(decode.mock.calls.length).toBeGreaterThan(5);
  expect(decode.mock.calls.length).toBeLessThanOrEqual(15 + seconds * 14);
});
