import { expect, test } from 'vitest';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { PacketLossConcealment } from './packetLossConcealment.ts';
import { NARROWBAND, samplesInFrame, WIDEBAND } from './sampleRate.ts';

const LOUDNESS = 6_000;
/** Of the frames of a tone. */
const LOST = 10;
const COUNT = 20;

test.each([
  [NARROWBAND, 430],
  [WIDEBAND, 430],
  [WIDEBAND, 5_000],
] as const)(
  'at %i Hz a tone of %i Hz goes on where a packet is lost, without a click',
  (rate, hertz) => {
    const frame = samplesInFrame(rate);
    const said = tone(hertz, COUNT * frame, LOUDNESS, rate);
    const concealment = new PacketLossConcealment(rate);
    const heard: number[] = [];
    for (let at = 0; at < COUNT; at += 1) {
      const samples = said.slice(at * frame, (at + 1) * frame);
      if (at === LOST) heard.push(...concealment.conceal(frame));
      else concealment.add(samples);
      if (at !== LOST) heard.push(...samples);
    }
    const lost = Int16Array.from(heard.slice(LOST * frame, (LOST + 1) * frame));
    expect(toneIn(lost, hertz, rate)).toBeGreaterThan(LOUDNESS / 2);
    const steps = heard.map((one, at) => Math.abs(one - (heard[at - 1] ?? one)));
    const largest = 2 * LOUDNESS * Math.sin((Math.PI * hertz) / rate);
    expect(Math.max(...steps)).toBeLessThan(largest * 1.05);
  },
);

test('what stays lost fades to silence within 60 ms', () => {
  const concealment = new PacketLossConcealment(WIDEBAND);
  concealment.add(tone(500, 10 * samplesInFrame(WIDEBAND), LOUDNESS, WIDEBAND));
  const made = concealment.conceal(80 * (WIDEBAND / 1_000));
  expect(made.slice(60 * (WIDEBAND / 1_000)).every((sample) => sample === 0)).toBe(true);
  expect(made.slice(0, 10 * (WIDEBAND / 1_000)).some((sample) => sample > LOUDNESS / 2)).toBe(true);
});
