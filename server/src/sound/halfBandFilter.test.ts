import { expect, test } from 'vitest';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { Downsampler, Upsampler } from './halfBandFilter.ts';
import { NARROWBAND, WIDEBAND } from './sampleRate.ts';

/** In frames of 20 ms, as the engine does. */
function inFrames(
  converter: Upsampler | Downsampler,
  sound: Int16Array,
  frameSamples: number,
): Int16Array {
  const frames = Array.from({ length: sound.length / frameSamples }, (_, at) =>
    converter.convert(sound.slice(at * frameSamples, (at + 1) * frameSamples)),
  );
  return Int16Array.from(frames.flatMap((frame) => [...frame])).slice(1_600);
}

test.each([200, 1_000, 3_000, 3_400])('a tone of %i Hz passes both ways', (hertz) => {
  const up = inFrames(new Upsampler(), tone(hertz, 8_000, 10_000), 160);
  expect(toneIn(up, hertz, WIDEBAND)).toBeGreaterThan(9_700);
  // Its mirror image above 4 kHz.
  expect(toneIn(up, 8_000 - hertz, WIDEBAND)).toBeLessThan(30);
  const down = inFrames(new Downsampler(), tone(hertz, 16_000, 10_000, WIDEBAND), 320);
  expect(toneIn(down, hertz, NARROWBAND)).toBeGreaterThan(9_700);
});

test.each([4_700, 5_000, 6_500, 7_500])('a tone of %i Hz does not fold down', (hertz) => {
  const down = inFrames(new Downsampler(), tone(hertz, 16_000, 10_000, WIDEBAND), 320);
  expect(toneIn(down, 8_000 - hertz, NARROWBAND)).toBeLessThan(30);
});
