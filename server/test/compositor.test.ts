// The compositor draws what the scene says, and encodes it as a room or a browser needs it; ffmpeg is the judge.
import { expect, test } from 'vitest';
import { NAL, nalTypes, nalUnits } from '@distansmote/testkit/picture/accessUnits.ts';
import {
  decodedPictures,
  encodedClip,
  hasFfmpeg,
  type Pixels,
} from '@distansmote/testkit/picture/ffmpeg.ts';
import { compositorProgram } from '@distansmote/testkit/picture/compositorProgram.ts';
import { startCompositor } from '@distansmote/testkit/picture/startCompositor.ts';
import type { Compositor } from '../src/picture/compositor.ts';
import type { VideoCodec } from '../src/picture/compositorMessages.ts';

const it = test.runIf(compositorProgram !== undefined && hasFfmpeg);
const SIZE = { width: 640, height: 360 };
const NOISE = 'testsrc2=size=640x360:rate=25:duration=4,noise=alls=40:allf=t';

/** In each channel. */
const COLOUR_TOLERANCE = 12;

function expectColour(pixels: Pixels | undefined, x: number, y: number, rgb: number): void {
  const wanted = [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff];
  const found = pixels?.at(x, y) ?? [];
  const isNear = found.every(
    (value, index) => Math.abs(value - (wanted[index] ?? 0)) <= COLOUR_TOLERANCE,
  );
  expect(isNear, `${x},${y} is ${found.join()} instead of ${wanted.join()}`).toBe(true);
}

/** Frames of one colour. */
async function colour(codec: VideoCodec, rgb: string, size = '640x360'): Promise<Buffer[]> {
  return encodedClip(codec, `color=c=0x${rgb}:size=${size}:rate=25:duration=0.2`);
}

/** Frames of what the encoder's input shows, the first of which is a key frame. */
async function encoded(compositor: Compositor, encoder: number, count = 1): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const frame = await compositor.encode(encoder, { isKeyFrame: index === 0 });
    if (frame !== undefined) frames.push(frame.data);
  }
  return frames;
}

async function show(compositor: Compositor, source: number, codec: VideoCodec, frames: Buffer[]) {
  for (const frame of frames) {
    const { isDecoded, needsKeyFrame } = await compositor.decode(source, codec, frame);
    expect({ isDecoded, needsKeyFrame }).toEqual({ isDecoded: true, needsKeyFrame: false });
  }
}

it.each(['H264', 'VP8'] as const)(
  'tiles and overlays are where the scene has them, in %s',
  async (codec) => {
    const { compositor, seen } = startCompositor();
    await show(compositor, 1, 'H264', await colour('H264', 'c02020'));
    await show(compositor, 2, 'VP8', await colour('VP8', '2040c0', '640x640'));
    const rgba = Buffer.alloc(64 * 32 * 4);
    // White, half transparent: premultiplied.
    rgba.fill(128);
    compositor.setBitmap(9, { width: 64, height: 32, rgba });
    compositor.setScene(5, {
      ...SIZE,
      background: 0x208040,
      tiles: [
        { source: 1, x: 0, y: 0, width: 320, height: 180, fit: 'cover' },
        { source: 2, x: 320, y: 0, width: 320, height: 180, fit: 'contain' },
        { source: 77, x: 0, y: 180, width: 320, height: 180, fit: 'cover' },
      ],
      overlays: [
        { bitmap: 9, x: 0, y: 0 },
        { bitmap: 9, x: 608, y: 340 },
        { bitmap: 78, x: 0, y: 0 },
      ],
    });
    compositor.openEncoder(3, {
      codec,
      input: { canvas: 5 },
      ...SIZE,
      bitrate: 1_500_000,
      frameRate: 25,
    });
    const picture = (await decodedPictures(codec, await encoded(compositor, 3, 3), SIZE)).at(-1);
    expectColour(picture, 160, 90, 0xc02020);
    // The square one between bars.
    expectColour(picture, 480, 90, 0x2040c0);
    expectColour(picture, 340, 90, 0x208040);
    expectColour(picture, 620, 90, 0x208040);
    // A source that does not exist.
    expectColour(picture, 160, 270, 0x208040);
    expectColour(picture, 32, 16, 0xe09090);
    // It protrudes from the canvas.
    expectColour(picture, 630, 350, 0x90c0a0);
    expectColour(picture, 590, 350, 0x208040);
    expect(seen).toEqual({ exits: 0, complaints: [] });
  },
);

it('a tile that is covered shows the middle of its source, and a turned one stands upright', async () => {
  const { compositor } = startCompositor();
  const halves =
    'color=c=0xc02020:size=320x360:rate=25:duration=0.1[a];color=c=0x2040c0:size=320x360:rate=25:duration=0.1[b];[a][b]hstack';
  const [frame = Buffer.alloc(0)] = await encodedClip('VP8', halves);
  await compositor.decode(1, 'VP8', frame);
  // Left becomes top.
  const turned = await compositor.decode(2, 'VP8', frame, 90);
  expect(turned).toEqual({ isDecoded: true, needsKeyFrame: false, width: 640, height: 360 });
  compositor.setScene(5, {
    ...SIZE,
    background: 0,
    tiles: [
      { source: 1, x: 0, y: 0, width: 320, height: 360, fit: 'cover' },
      { source: 2, x: 320, y: 0, width: 320, height: 360, fit: 'contain' },
    ],
    overlays: [],
  });
  compositor.openEncoder(3, {
    codec: 'VP8',
    input: { canvas: 5 },
    ...SIZE,
    bitrate: 1_500_000,
    frameRate: 25,
  });
  const picture = (await decodedPictures('VP8', await encoded(compositor, 3), SIZE)).at(-1);
  expectColour(picture, 100, 180, 0xc02020);
  expectColour(picture, 220, 180, 0x2040c0);
  expectColour(picture, 480, 100, 0xc02020);
  expectColour(picture, 480, 260, 0x2040c0);
  expectColour(picture, 340, 180, 0);
});

it.each([
  ['constrainedBaseline', [66, 0xc0]],
  ['high', [100, 0]],
] as const)(
  'H.264 %s: key frames on demand only, each with its parameter sets',
  async (profile, start) => {
    const { compositor } = startCompositor();
    const clip = await encodedClip('VP8', 'testsrc2=size=640x360:rate=25:duration=2');
    compositor.openEncoder(1, {
      codec: 'H264',
      input: { source: 1 },
      ...SIZE,
      bitrate: 800_000,
      frameRate: 25,
      profile,
    });
    const keyFrames: number[] = [];
    for (const [index, frame] of clip.entries()) {
      await compositor.decode(1, 'VP8', frame);
      const got = await compositor.encode(1, { isKeyFrame: index === 20 });
      if (got?.isKeyFrame) {
        keyFrames.push(index);
        expect(nalTypes(got.data)).toEqual([NAL.sps, NAL.pps, NAL.idr]);
        const [sps] = nalUnits(got.data);
        expect([sps?.[1], (sps?.[2] ?? 0) & 0xc0]).toEqual(start);
      } else if (got) expect(nalTypes(got.data)).toEqual([NAL.slice]);
    }
    expect(keyFrames).toEqual([0, 20]);
  },
);

it('a cut to another picture is no key frame', async () => {
  const { compositor } = startCompositor();
  await show(compositor, 1, 'VP8', await colour('VP8', '2040c0'));
  const other = await encodedClip('VP8', 'testsrc2=size=640x360:rate=25:duration=0.2');
  for (const encoder of [1, 2]) {
    const codec = encoder === 1 ? 'H264' : 'VP8';
    compositor.openEncoder(encoder, {
      codec,
      input: { source: 1 },
      ...SIZE,
      bitrate: 800_000,
      frameRate: 25,
    });
    await encoded(compositor, encoder, 3);
  }
  await show(compositor, 1, 'VP8', other);
  for (const encoder of [1, 2]) {
    expect(await compositor.encode(encoder, { isKeyFrame: false })).toMatchObject({
      isKeyFrame: false,
    });
    expect(await compositor.encode(encoder, { isKeyFrame: true })).toMatchObject({
      isKeyFrame: true,
    });
  }
});

it.each(['H264', 'VP8'] as const)('%s follows a change of bitrate', async (codec) => {
  const { compositor } = startCompositor();
  const clip = await encodedClip('VP8', NOISE, ['-b:v', '8M']);
  compositor.openEncoder(1, {
    codec,
    input: { source: 1 },
    ...SIZE,
    bitrate: 1_500_000,
    frameRate: 25,
  });
  // The first half second after each change is the rate control's own.
  const counted = { before: 0, after: 0 };
  for (const [index, frame] of clip.entries()) {
    await compositor.decode(1, 'VP8', frame);
    if (index === 50) compositor.changeEncoder(1, { bitrate: 400_000 });
    const got = await compositor.encode(1, { isKeyFrame: false });
    if (index % 50 >= 12) counted[index < 50 ? 'before' : 'after'] += got?.data.length ?? 0;
  }
  const bitrateOf = (bytes: number) => (bytes * 8 * 25) / 38;
  const before = bitrateOf(counted.before);
  const after = bitrateOf(counted.after);
  expect(before).toBeGreaterThan(900_000);
  expect(before).toBeLessThan(1_900_000);
  expect(after).toBeGreaterThan(200_000);
  expect(after).toBeLessThan(520_000);
});

it('in mode 0 no NAL unit is longer than agreed', async () => {
  const { compositor } = startCompositor();
  const clip = await encodedClip('VP8', NOISE, ['-b:v', '8M']);
  const maxSliceBytes = 1_200;
  compositor.openEncoder(1, {
    codec: 'H264',
    input: { source: 1 },
    ...SIZE,
    bitrate: 2_000_000,
    frameRate: 25,
    maxSliceBytes,
  });
  let longest = 0;
  const frames: Buffer[] = [];
  for (const [index, frame] of clip.entries()) {
    await compositor.decode(1, 'VP8', frame);
    const got = await compositor.encode(1, { isKeyFrame: index % 25 === 0 });
    for (const unit of nalUnits(got?.data ?? Buffer.alloc(0)))
      longest = Math.max(longest, unit.length);
    if (got) frames.push(got.data);
  }
  expect(longest).toBeLessThanOrEqual(maxSliceBytes);
  expect(longest).toBeGreaterThan(maxSliceBytes / 2);
  expect(await decodedPictures('H264', frames, SIZE)).toHaveLength(frames.length);
});

it('one source is encoded in three layers of VP8', async () => {
  const { compositor } = startCompositor();
  const clip = await encodedClip('H264', 'testsrc2=size=1280x720:rate=25:duration=1', ['-bf', '0']);
  const layers = [1, 2, 4].map((divisor) => ({ width: 1280 / divisor, height: 720 / divisor }));
  for (const [index, size] of layers.entries()) {
    compositor.openEncoder(index, {
      codec: 'VP8',
      input: { source: 1 },
      ...size,
      bitrate: 1_500_000 / 3 ** index,
      frameRate: 25,
    });
  }
  const frames: Buffer[][] = [[], [], []];
  for (const frame of clip) {
    await compositor.decode(1, 'H264', frame);
    for (const [index, layer] of frames.entries()) {
      const got = await compositor.encode(index, { isKeyFrame: false });
      if (got) layer.push(got.data);
    }
  }
  for (const [index, layer] of frames.entries()) {
    const size = layers[index] ?? SIZE;
    const pictures = await decodedPictures('VP8', layer, size);
    expect(pictures).toHaveLength(clip.length);
  }
});

it('without a picture, a canvas or an encoder there is nothing to encode', async () => {
  const { compositor } = startCompositor();
  expect(await compositor.encode(1, { isKeyFrame: true })).toBeUndefined();
  compositor.openEncoder(1, {
    codec: 'VP8',
    input: { source: 1 },
    ...SIZE,
    bitrate: 800_000,
    frameRate: 25,
  });
  compositor.openEncoder(2, {
    codec: 'VP8',
    input: { canvas: 1 },
    ...SIZE,
    bitrate: 800_000,
    frameRate: 25,
  });
  expect(await compositor.encode(1, { isKeyFrame: true })).toBeUndefined();
  expect(await compositor.encode(2, { isKeyFrame: true })).toBeUndefined();
  await show(compositor, 1, 'VP8', await colour('VP8', '2040c0'));
  expect(await compositor.encode(1, { isKeyFrame: true })).toMatchObject({ isKeyFrame: true });
  compositor.closeEncoder(1);
  expect(await compositor.encode(1, { isKeyFrame: true })).toBeUndefined();
});
