import { expect, test } from 'vitest';
import { referenceDecoded, referenceG722, sweepAndNoise } from '@distansmote/testkit/sound/g722.ts';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { WIDEBAND } from '../sampleRate.ts';
import { G722Decoder } from './g722Decoder.ts';
import { G722Encoder } from './g722Encoder.ts';

/** Of the two filters that split and join the bands, in samples. */
const DELAY = 22;

test('encodes bit by bit as another implementation does', () => {
  const encoder = new G722Encoder();
  const sound = sweepAndNoise();
  const parts = [0, 1, 2, 3].map((part) =>
    encoder.encode(sound.slice(part * 3_000, part * 3_000 + 3_000)),
  );
  expect(Buffer.concat(parts).equals(referenceG722)).toBe(true);
});

test('decodes bit by bit as another implementation does', () => {
  const decoder = new G722Decoder();
  const parts = [referenceG722.subarray(0, 1_001), referenceG722.subarray(1_001)];
  const decoded = parts.flatMap((part) => [...decoder.decode(part)]);
  expect(Int16Array.from(decoded)).toEqual(referenceDecoded);
});

test.each([300, 1_000, 3_000, 5_000, 6_500])('a tone of %i Hz passes through both', (hertz) => {
  const sound = tone(hertz, 8_000, 8_000, WIDEBAND);
  const decoded = new G722Decoder().decode(new G722Encoder().encode(sound));
  expect(toneIn(decoded.slice(1_600), hertz, WIDEBAND)).toBeGreaterThan(7_000);
  let [signal, noise] = [0, 0];
  for (let at = 1_600; at < sound.length; at += 1) {
    const wanted = sound[at - DELAY] ?? 0;
    signal += wanted ** 2;
    noise += (wanted - (decoded[at] ?? 0)) ** 2;
  }
  expect(10 * Math.log10(signal / noise)).toBeGreaterThan(15);
});

test('it recovers from lost codewords, and any bytes can be decoded', () => {
  const encoder = new G722Encoder();
  const decoder = new G722Decoder();
  decoder.decode(Uint8Array.from({ length: 4_000 }, (_, at) => (at * 167 + (at >> 3)) & 0xff));
  const encoded = encoder.encode(tone(1_000, 32_000, 8_000, WIDEBAND));
  const decoded = decoder.decode(encoded.subarray(2_000));
  expect(toneIn(decoded.slice(-8_000), 1_000, WIDEBAND)).toBeGreaterThan(7_000);
  expect(toneIn(decoded.slice(-8_000), 3_000, WIDEBAND)).toBeLessThan(100);
});
