// A voice that is decoded at another rate from one moment on, as when the first room comes and the last one leaves.
import { expect, test } from 'vitest';
import { opusTone } from '@distansmote/testkit/sound/opusTone.ts';
import { MixBus } from './mixBus.ts';
import { OpusPool } from './opusPool.ts';
import { NARROWBAND, type SampleRate, WIDEBAND } from './sampleRate.ts';
import { SourceInput } from './sourceInput.ts';

const FRAME_MS = 20;
const CLOCK_STEPS = 960;
/** By then the tone has begun, and everything has filled. */
const SETTLED = 10;
const WIDE_FROM = 20;
const WIDE_TO = 40;
/** The tone has an amplitude of more than 3,000; without a crossfade there are jumps of 1,900 and more. */
const JUMP = 600;

/**
 * By how much each sample differs from what continues a tone of 1 kHz: a tone is annihilated by `1 - 2cos(w)z⁻¹ + z⁻²`, a
 * jump is not.
 */
function jumpsOf(samples: readonly number[], rate: SampleRate): number[] {
  const turn = 2 * Math.cos((2 * Math.PI * 1_000) / rate);
  return samples.slice(2).map((one, at) => {
    const [before = 0, last = 0] = samples.slice(at, at + 2);
    return Math.abs(one - turn * last + before);
  });
}

test('a change of rate and back makes no click, for a telephone and for a room', async () => {
  const pools = { [NARROWBAND]: new OpusPool(NARROWBAND), [WIDEBAND]: new OpusPool(WIDEBAND) };
  const source = { ssrc: 1, payloadType: 100, codec: 'opus' } as const;
  const input = new SourceInput(source, pools, NARROWBAND);
  await input.open();
  const bus = new MixBus();
  const heard: Record<SampleRate, number[][]> = { [NARROWBAND]: [], [WIDEBAND]: [] };
  const rates = new Set<string>();
  for (const [at, payload] of opusTone.entries()) {
    const now = at * FRAME_MS;
    const isWide = at >= WIDE_FROM && at < WIDE_TO;
    input.setRate(isWide ? WIDEBAND : NARROWBAND);
    // Until the decoder for that rate is there.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    const common = { hasMarker: false, sequence: at, ssrc: 1, payloadType: 100 };
    input.put({ ...common, timestamp: at * CLOCK_STEPS, payload }, now);
    bus.begin(isWide);
    const frames = input.pull(now + FRAME_MS / 2);
    rates.add(frames.map(({ length }) => length).join('+'));
    for (const frame of frames) bus.add(frame);
    bus.complete();
    heard[NARROWBAND].push([...bus.without(undefined, NARROWBAND)]);
    if (isWide) heard[WIDEBAND].push([...bus.without(undefined, WIDEBAND)]);
  }
  // Both rates in one frame: it faded from one to the other, both ways.
  expect([...rates]).toEqual(['', '160', '160+320', '320', '320+160']);
  for (const rate of [NARROWBAND, WIDEBAND] as const) {
    const jumps = jumpsOf(heard[rate].slice(SETTLED).flat(), rate);
    expect(Math.max(...jumps)).toBeLessThan(JUMP);
  }
  input.close();
  for (const pool of Object.values(pools)) pool.close();
});
