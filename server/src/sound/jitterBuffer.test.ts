// A simulated network: what is played, how late it is, and what was concealed.
import { expect, test } from 'vitest';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { encodeG711 } from './g711.ts';
import { JitterBuffer, type PutResult } from './jitterBuffer.ts';
import { rmsOf } from './audioLevel.ts';
import { PhoneStreamDecoder } from './phoneStreamDecoder.ts';

interface Network {
  seconds: number;
  packetMs?: number;
  /** Of packet number so and so: how long it takes; undefined for one that is lost. */
  transit(at: number): number | undefined;
  sound?(position: number, count: number): Int16Array;
  timestamp?(at: number): number;
  ssrc?(at: number): number;
}

interface Outcome {
  heard: (Int16Array | undefined)[];
  results: (PutResult | undefined)[];
}

/** Numbers that look random and are the same each time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function run(network: Network): Outcome {
  const { seconds, packetMs = 20, transit } = network;
  const samples = packetMs * 8;
  const buffer = new JitterBuffer(new PhoneStreamDecoder('PCMA'));
  const results: (PutResult | undefined)[] = [];
  const arrivals = Array.from({ length: (seconds * 1_000) / packetMs }, (_, at) => {
    const took = transit(at);
    return { at, arrival: took === undefined ? undefined : (at + 1) * packetMs + took };
  })
    .filter((one): one is { at: number; arrival: number } => one.arrival !== undefined)
    .toSorted((a, b) => a.arrival - b.arrival);
  const heard: (Int16Array | undefined)[] = [];
  let next = 0;
  for (let tick = 7; tick < seconds * 1_000; tick += 20) {
    for (; (arrivals[next]?.arrival ?? Infinity) <= tick; next += 1) {
      const { at, arrival } = arrivals[next] ?? { at: 0, arrival: 0 };
      const sound = network.sound?.(at * samples, samples) ?? ramp(at * samples, samples);
      results[at] = buffer.put(
        {
          ssrc: network.ssrc?.(at) ?? 1,
          timestamp: (network.timestamp?.(at) ?? at * samples) >>> 0,
          payload: encodeG711('PCMA', sound),
        },
        arrival,
      );
    }
    heard.push(buffer.pull(tick));
  }
  return { heard, results };
}

/** A click each half second, by which delay is seen. */
function ramp(position: number, count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, at) =>
    (position + at) % 4_000 === 0 ? 30_000 : 0,
  );
}

/** Of each click, between it was said and played, in milliseconds. */
function delaysMs({ heard }: Outcome): number[] {
  return heard.flatMap((frame, tick) => {
    const at = frame?.findIndex((sample) => sample > 15_000) ?? -1;
    return at < 0 ? [] : [(7 + tick * 20 + at / 8) % 500];
  });
}

const lateCount = ({ results }: Outcome) => results.filter((one) => one === 'late').length;
/** Of 400 Hz: every 20 samples it is where it was. */
const sine = (position: number, count: number) =>
  tone(400, count + 20).subarray(position % 20, (position % 20) + count);
const settled = (all: number[]) => all.slice(6);

test('with a clean network at most 60 ms are added, of which 20 are the packet itself', () => {
  const outcome = run({ seconds: 10, transit: () => 0 });
  expect(lateCount(outcome)).toBe(0);
  expect(Math.max(...settled(delaysMs(outcome)))).toBeLessThanOrEqual(60);
});

test('with 40 ms of jitter and 3 % loss at most 100 ms are added, and few packets arrive too late', () => {
  const draw = draws(5);
  const outcome = run({ seconds: 60, transit: () => (draw() < 0.03 ? undefined : draw() * 40) });
  const delays = settled(delaysMs(outcome)).toSorted((a, b) => a - b);
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThanOrEqual(100);
  expect(delays.at(-1)).toBeLessThanOrEqual(120);
  expect(lateCount(outcome)).toBeLessThan(3_000 * 0.03);
});

test('the delay shrinks when the network gets better', () => {
  const draw = draws(9);
  const outcome = run({ seconds: 30, transit: (at) => (at < 500 ? draw() * 80 : 0) });
  expect(Math.max(...delaysMs(outcome).slice(-10))).toBeLessThanOrEqual(60);
});

test('clocks that differ by 200 ppm add no delay', () => {
  for (const drift of [200e-6, -200e-6]) {
    const outcome = run({ seconds: 300, transit: (at) => 10 + at * 20 * drift });
    const apart = 300_000 * drift;
    const last = delaysMs(outcome)
      .slice(-5)
      .map((ms) => (ms - apart + 500) % 500);
    expect(Math.max(...last)).toBeLessThanOrEqual(80);
    expect(lateCount(outcome)).toBeLessThan(20);
  }
});

test('packets are reordered, and duplicates are played once', () => {
  const outcome = run({ seconds: 4, transit: (at) => (at % 5 === 0 ? 22 : 0), sound: sine });
  const sound = Int16Array.from(outcome.heard.slice(50).flatMap((frame) => [...(frame ?? [])]));
  expect(toneIn(sound, 400)).toBeGreaterThan(5_700);
  const buffer = new JitterBuffer(new PhoneStreamDecoder('PCMA'));
  const packet = { ssrc: 1, timestamp: 5, payload: encodeG711('PCMA', sine(0, 160)) };
  expect(buffer.put(packet, 0)).toBe('inserted');
  expect(buffer.put(packet, 0)).toBe('discarded');
});

test('a lost packet is concealed: the tone continues', () => {
  const outcome = run({
    seconds: 4,
    transit: (at) => (at % 20 === 10 ? undefined : 0),
    sound: sine,
  });
  const frames = outcome.heard.slice(50);
  expect(Math.min(...frames.map((frame) => rmsOf(frame ?? new Int16Array(160))))).toBeGreaterThan(
    2_500,
  );
  const sound = Int16Array.from(frames.flatMap((frame) => [...(frame ?? [])]));
  expect(toneIn(sound, 400)).toBeGreaterThan(5_500);
});

test('packets of 10, 30 and 60 ms', () => {
  for (const packetMs of [10, 30, 60]) {
    const outcome = run({ seconds: 6, packetMs, transit: () => 1, sound: sine });
    const sound = Int16Array.from(outcome.heard.slice(50).flatMap((frame) => [...(frame ?? [])]));
    expect(toneIn(sound, 400)).toBeGreaterThan(5_700);
    expect(lateCount(outcome)).toBe(0);
  }
});

test('it continues after a pause, a jump of timestamps or a change of the SSRC', () => {
  const isPause = (at: number) => at >= 100 && at < 150;
  const outcomes = [
    run({ seconds: 5, transit: (at) => (isPause(at) ? undefined : 0), sound: sine }),
    run({
      seconds: 5,
      transit: () => 0,
      timestamp: (at) => at * 160 + (at < 120 ? 0 : 1e9),
      sound: sine,
    }),
    run({
      seconds: 5,
      transit: () => 0,
      timestamp: (at) => at * 160 - (at < 120 ? 0 : 1e9),
      sound: sine,
    }),
    run({ seconds: 5, transit: () => 0, ssrc: (at) => (at < 120 ? 1 : 2), sound: sine }),
    run({ seconds: 5, transit: (at) => (isPause(at) ? (150 - at) * 20 : 0), sound: sine }),
  ];
  for (const { heard } of outcomes) {
    const last = Int16Array.from(heard.slice(-80).flatMap((frame) => [...(frame ?? [])]));
    expect(toneIn(last, 400)).toBeGreaterThan(5_700);
  }
  // In the pause there is nothing, not even silence.
  expect(outcomes[0]?.heard.slice(112, 145).every((frame) => frame === undefined)).toBe(true);
});

test('one stray packet changes nothing', () => {
  const outcome = run({
    seconds: 5,
    transit: () => 0,
    timestamp: (at) => (at === 100 ? 1e9 : at * 160),
    sound: sine,
  });
  expect(outcome.results[100]).toBe('discarded');
  const sound = Int16Array.from(outcome.heard.slice(50).flatMap((frame) => [...(frame ?? [])]));
  expect(toneIn(sound, 400)).toBeGreaterThan(5_600);
});
