// Where an utterance begins and ends, and what is never one.
import { expect, test } from 'vitest';
import { tone } from '@distansmote/testkit/sound/tones.ts';
import { UtteranceCutter } from './utteranceCutter.ts';

const FRAME = 320;
const RULES = { pauseAfterMs: 6_000, maxMs: 12_000 };

interface Utterance {
  ms: number;
  spokenMs: number | undefined;
}

function cutterInto(heard: Utterance[], isTaken = true): UtteranceCutter {
  let latest: Utterance = { ms: 0, spokenMs: undefined };
  return new UtteranceCutter(RULES, {
    begun() {
      latest = { ms: 0, spokenMs: undefined };
      heard.push(latest);
      return isTaken;
    },
    frame: () => (latest.ms += 20),
    ended: (spokenMs) => (latest.spokenMs = spokenMs),
  });
}

function push(cutter: UtteranceCutter, ms: number, loudness: number): void {
  for (let at = 0; at < ms; at += 20) cutter.push(tone(400, FRAME, loudness, 16_000));
}
/** Syllables of 200 ms, as speech has them. */
function speak(cutter: UtteranceCutter, ms: number): void {
  for (let at = 0; at < ms; at += 300) {
    push(cutter, 200, 6_000);
    push(cutter, 100, 100);
  }
}

test('speech between two rests is one utterance, with a little of what is around it', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  push(cutter, 2_000, 30);
  speak(cutter, 1_500);
  push(cutter, 1_000, 30);
  speak(cutter, 900);
  push(cutter, 1_000, 30);
  expect(heard).toHaveLength(2);
  expect(heard[0]?.ms).toBeGreaterThanOrEqual(1_500);
  expect(heard[0]?.ms).toBeLessThanOrEqual(2_100);
  expect(heard[0]?.spokenMs).toBeGreaterThanOrEqual(900);
});

test.each([
  ['near-silence', 150],
  ['nothing', 0],
])('%s is never an utterance', (_name, loudness) => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  push(cutter, 60_000, loudness);
  expect(heard).toEqual([]);
});

test('a click is no utterance', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  push(cutter, 500, 10);
  push(cutter, 40, 20_000);
  push(cutter, 500, 10);
  expect(heard).toEqual([]);
});

test('a fan that goes on is noise after a moment, and speech above it is heard', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  push(cutter, 20_000, 800);
  const before = heard.length;
  push(cutter, 20_000, 800);
  expect(heard).toHaveLength(before);
  push(cutter, 200, 9_000);
  push(cutter, 200, 800);
  push(cutter, 200, 9_000);
  push(cutter, 1_500, 800);
  expect(heard).toHaveLength(before + 1);
});

test('whoever speaks without a rest is cut: at a short pause, or anywhere', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  speak(cutter, 30_000);
  cutter.close();
  expect(heard.length).toBeGreaterThanOrEqual(3);
  for (const { ms } of heard) expect(ms).toBeLessThanOrEqual(12_400);
  const paused: Utterance[] = [];
  const other = cutterInto(paused);
  speak(other, 7_000);
  push(other, 300, 30);
  expect(paused[0]?.spokenMs).toBeDefined();
});

test('of an utterance that cannot be taken nothing more is told', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard, false);
  speak(cutter, 1_000);
  push(cutter, 1_000, 10);
  expect(heard).toEqual([{ ms: 0, spokenMs: undefined }]);
});

test('nothing arrives for a while: what was said ends there', () => {
  const heard: Utterance[] = [];
  const cutter = cutterInto(heard);
  speak(cutter, 900);
  for (let at = 0; at < 40; at += 1) cutter.push(undefined);
  expect(heard[0]?.spokenMs).toBeGreaterThan(0);
});
