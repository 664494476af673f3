import { expect, test } from 'vitest';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { AutomaticGainControl } from './automaticGainControl.ts';
import { Mixer, softClip } from './mixer.ts';
import { dbovOf, rmsOf } from './audioLevel.ts';
import { NARROWBAND, samplesInFrame } from './sampleRate.ts';

const FRAME_SAMPLES = samplesInFrame(NARROWBAND);

const frames = (sound: Int16Array) =>
  Array.from({ length: sound.length / FRAME_SAMPLES }, (_, at) =>
    sound.slice(at * FRAME_SAMPLES, (at + 1) * FRAME_SAMPLES),
  );

test('each hears the others and not itself', () => {
  const hertz = [300, 500, 800];
  const said = hertz.map((one) => frames(tone(one, 1_600)));
  const mixer = new Mixer(NARROWBAND);
  const heard: number[][] = hertz.map(() => []);
  for (let at = 0; at < 10; at += 1) {
    mixer.begin();
    for (const one of said) mixer.add(one[at] ?? new Int16Array(FRAME_SAMPLES));
    for (const [who, one] of said.entries()) heard[who]?.push(...mixer.without(one[at]));
  }
  for (const [who, sound] of heard.entries()) {
    for (const [other, one] of hertz.entries()) {
      const amplitude = toneIn(Int16Array.from(sound), one);
      if (who === other) expect(amplitude).toBeLessThan(60);
      else expect(amplitude).toBeGreaterThan(5_000);
    }
  }
});

test('five loud voices at once are soft-clipped', () => {
  const mixer = new Mixer(NARROWBAND);
  mixer.begin();
  const hertz = [310, 470, 630, 790, 950];
  for (const one of hertz) mixer.add(tone(one, FRAME_SAMPLES, 20_000));
  const heard = mixer.without(undefined);
  const loudest = Math.max(...heard.map(Math.abs));
  expect(loudest).toBeGreaterThan(24_575);
  expect(loudest).toBeLessThan(32_767);
  // Louder in, louder out: no corner at which all becomes one.
  for (let sample = 1_000; sample < 60_000; sample += 1_000) {
    expect(softClip(sample)).toBeGreaterThan(softClip(sample - 1_000));
    expect(softClip(-sample)).toBeCloseTo(-softClip(sample));
  }
});

test('voices become about equally loud, and noise is not raised', () => {
  const [faint, loud, noise] = [
    new AutomaticGainControl(),
    new AutomaticGainControl(),
    new AutomaticGainControl(),
  ];
  let [faintRms, loudRms, noiseRms] = [0, 0, 0];
  for (let at = 0; at < 500; at += 1) {
    faintRms = rmsOf(faint.level(tone(400, FRAME_SAMPLES, 1_000)));
    loudRms = rmsOf(loud.level(tone(400, FRAME_SAMPLES, 12_000)));
    noiseRms = rmsOf(noise.level(tone(400, FRAME_SAMPLES, 100)));
  }
  expect(loudRms / faintRms).toBeLessThan(1.3);
  expect(loudRms / faintRms).toBeGreaterThan(0.7);
  expect(noiseRms).toBeCloseTo(rmsOf(tone(400, FRAME_SAMPLES, 100)), 0);
});

test('level in dBov (RFC 6464)', () => {
  expect(dbovOf(new Int16Array(160))).toBe(127);
  expect(dbovOf(new Int16Array(160).fill(32_767))).toBe(0);
  expect(dbovOf(tone(400, 160, 3_277))).toBe(23);
});
