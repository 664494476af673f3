// What strangers send as pictures (COMPOSITOR_FUZZ mutated frames): the compositor neither ends nor grows, and what is too large
// is refused.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodedClip, hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { compositorProgram } from '@distansmote/testkit/picture/compositorProgram.ts';
import { withCropping } from '@distansmote/testkit/picture/croppedSps.ts';
import { mutated } from '@distansmote/testkit/picture/mutations.ts';
import { randomFrom } from '@distansmote/testkit/random.ts';
import { startCompositor } from '@distansmote/testkit/picture/startCompositor.ts';
import type { VideoCodec } from '../src/picture/compositorMessages.ts';

const it = test.runIf(compositorProgram !== undefined && hasFfmpeg);
const COUNT = Number(process.env['COMPOSITOR_FUZZ'] ?? 100_000);
const SEED = Number(process.env['COMPOSITOR_FUZZ_SEED'] ?? Date.now() % 2 ** 32);
const OPTIONS = { timeout: 3_600_000, retry: 0 };
const BATCH = 64;
const MAX_MEGABYTES = 160;

const pattern = (size: string, seconds = 2) => `testsrc2=size=${size}:rate=25:duration=${seconds}`;
const REFUSED = { isDecoded: false, needsKeyFrame: true, width: 0, height: 0 };
const DECODED = { isDecoded: true, needsKeyFrame: false };

/** Resident, in megabytes. */
const memoryOf = (pid = 0) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** One of each kind of stream. */
async function clips(): Promise<{ codec: VideoCodec; frames: Buffer[] }[]> {
  const each = ['-g', '25'];
  const made = [
    ['H264', '320x180', ['-profile:v', 'baseline', ...each]],
    ['H264', '320x180', ['-profile:v', 'high', '-bf', '0', '-slices', '3', ...each]],
    ['H264', '352x288', ['-profile:v', 'high', '-refs', '4', ...each]],
    ['H264', '176x144', ['-profile:v', 'main', '-bf', '0', '-weightp', '2', '-refs', '6']],
    ['VP8', '320x180', ['-b:v', '300k', ...each]],
    ['VP8', '176x144', ['-b:v', '300k', '-error-resilient', '1', '-slices', '4', ...each]],
  ] as const;
  return Promise.all(
    made.map(async ([codec, size, options]) => ({
      codec,
      frames: await encodedClip(codec, pattern(size), options),
    })),
  );
}

it(`survives mutated frames (seed ${SEED})`, OPTIONS, async () => {
  const { compositor, seen } = startCompositor();
  const random = randomFrom(SEED);
  const all = await clips();
  let decoded = 0;
  for (let sent = 0; sent < COUNT; sent += BATCH) {
    const answers = Array.from({ length: Math.min(BATCH, COUNT - sent) }, () => {
      const source = Math.floor(random() * all.length);
      const { codec = 'VP8', frames = [] } = all[source] ?? {};
      // The beginning more often, where the key frame is.
      const frame = frames[Math.floor(random() * random() * frames.length)] ?? Buffer.alloc(1);
      return compositor.decode(source, codec, mutated(frame, random));
    });
    for (const { isDecoded } of await Promise.all(answers)) if (isDecoded) decoded += 1;
  }
  expect(seen).toEqual({ exits: 0, complaints: [] });
  // Some of what is changed can still be decoded: it was not all thrown away unseen.
  expect(decoded).toBeGreaterThan(COUNT / 20);
  expect(decoded).toBeLessThan(COUNT);
  expect(memoryOf(compositor.pid)).toBeLessThan(MAX_MEGABYTES);
  // A key frame makes all well again, in the same process.
  for (const [source, { codec, frames }] of all.entries()) {
    const [keyFrame = Buffer.alloc(0)] = frames;
    expect(await compositor.decode(source, codec, keyFrame)).toMatchObject(DECODED);
  }
});

it('H.264 above 1080p is refused before anything is made for it', async () => {
  const { compositor } = startCompositor();
  const large = await encodedClip('H264', pattern('2048x1152', 0.2));
  const small = await encodedClip('H264', pattern('320x180', 0.2), ['-bf', '0']);
  for (const frame of large) expect(await compositor.decode(1, 'H264', frame)).toEqual(REFUSED);
  expect(memoryOf(compositor.pid)).toBeLessThan(20);
  for (const frame of small)
    expect(await compositor.decode(1, 'H264', frame)).toMatchObject(DECODED);
  const [first] = large;
  expect(await compositor.decode(1, 'H264', first ?? Buffer.alloc(0))).toEqual(REFUSED);
});

it('1080p is not', async () => {
  const { compositor } = startCompositor();
  for (const [source, size] of ['1920x1080', '1080x1920'].entries()) {
    for (const frame of await encodedClip('H264', pattern(size, 0.1), ['-bf', '0']))
      expect(await compositor.decode(source, 'H264', frame)).toMatchObject(DECODED);
  }
});

it('VP8 of the size of a screen is decoded, of an impossible one refused', async () => {
  const { compositor } = startCompositor();
  const [screen = Buffer.alloc(0)] = await encodedClip('VP8', pattern('2560x1440', 0.1));
  expect(await compositor.decode(1, 'VP8', screen)).toEqual({
    ...DECODED,
    width: 2560,
    height: 1440,
  });
  const impossible = Buffer.from(screen);
  impossible.writeUInt16LE(16_383, 6);
  impossible.writeUInt16LE(16_383, 8);
  expect(await compositor.decode(2, 'VP8', impossible)).toEqual(REFUSED);
  expect(memoryOf(compositor.pid)).toBeLessThan(MAX_MEGABYTES);
});

it('a frame of more than two megabytes is not even sent', async () => {
  const { compositor, seen } = startCompositor();
  expect(await compositor.decode(1, 'VP8', Buffer.alloc(2_000_001))).toEqual(REFUSED);
  expect(await compositor.decode(1, 'VP8', Buffer.alloc(2_000_000))).toEqual(REFUSED);
  expect(seen).toEqual({ exits: 0, complaints: [] });
});

it('what is lost is told until a key frame has come', async () => {
  const { compositor } = startCompositor();
  const settings = ['-profile:v', 'baseline', '-g', '25', '-keyint_min', '25'];
  const clip = await encodedClip('H264', pattern('320x180'), [...settings, '-slices', '4']);
  const needs: boolean[] = [];
  for (const [index, frame] of clip.entries()) {
    // Half of the slices, of which the rest comes never.
    const sent = index === 5 ? frame.subarray(0, frame.length / 2) : frame;
    needs.push((await compositor.decode(1, 'H264', sent)).needsKeyFrame);
  }
  expect(needs).toEqual(clip.map((_, index) => index >= 5 && index < 25));
});

it('a lossy line whose every key frame is damaged still gives pictures', async () => {
  const { compositor } = startCompositor();
  const settings = ['-profile:v', 'baseline', '-g', '5', '-keyint_min', '5', '-slices', '4'];
  const clip = await encodedClip('H264', pattern('320x180'), settings);
  let decodedCount = 0;
  for (const [index, frame] of clip.entries()) {
    const isDamaged = index > 0 && index % 5 === 0;
    const sent = isDamaged ? frame.subarray(0, frame.length / 2) : frame;
    if ((await compositor.decode(1, 'H264', sent)).isDecoded) decodedCount += 1;
  }
  // One that is damaged is given with the next one, if at all.
  expect(decodedCount).toBeGreaterThanOrEqual(clip.length * 0.7);
});

it('H.264 whose cropping leads out of the picture is refused', async () => {
  const { compositor, seen } = startCompositor();
  const [picture = Buffer.alloc(0)] = await encodedClip('H264', pattern('320x192', 0.1), [
    '-profile:v',
    'baseline',
  ]);
  const none = { left: 0, right: 0, top: 0, bottom: 0 };
  const whole = { width: 320, height: 192 };
  expect(await compositor.decode(1, 'H264', withCropping(picture, none))).toEqual({
    ...DECODED,
    ...whole,
  });
  const half = { ...none, left: 40, bottom: 48 };
  expect(await compositor.decode(1, 'H264', withCropping(picture, half))).toEqual({
    ...DECODED,
    width: 240,
    height: 96,
  });
  // The sums wrap at 32 bits, and the picture would begin elsewhere in memory.
  for (const far of [1_000, 2 ** 20, 2 ** 28, 2 ** 30]) {
    const before = { left: 2 ** 32 - far, right: far };
    const above = { top: 2 ** 32 - far, bottom: far };
    for (const [source, cropping] of [before, above].entries()) {
      const damaged = withCropping(picture, { ...none, ...cropping });
      expect(await compositor.decode(2 + source, 'H264', damaged)).toEqual(REFUSED);
    }
  }
  expect(seen).toEqual({ exits: 0, complaints: [] });
});
