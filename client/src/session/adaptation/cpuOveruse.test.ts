// CPU overuse is noticed, reduced in steps, and recovery is trusted slowly.
import { expect, test } from 'vitest';
import { createCpuOveruse, type CpuSample } from './cpuOveruse.ts';

const good: CpuSample = {
  framesReceived: 200,
  framesDropped: 2,
  decodeSeconds: 0.4,
  lateMs: 20,
  elapsedMs: 2_000,
};
const bad: Partial<CpuSample>[] = [
  { framesDropped: 60 },
  { decodeSeconds: 5.8 },
  { lateMs: 1_200 },
];

test.each(bad)('%o three times in a row is a step', (fault) => {
  const overuse = createCpuOveruse(4);
  expect(overuse({ ...good, ...fault })).toBe(0);
  expect(overuse({ ...good, ...fault })).toBe(0);
  expect(overuse({ ...good, ...fault })).toBe(1);
});

test('a single sample is not overuse', () => {
  const overuse = createCpuOveruse(4);
  for (let n = 0; n < 20; n += 1) {
    expect(overuse({ ...good, lateMs: 5_000 })).toBe(0);
    expect(overuse(good)).toBe(0);
  }
});

test('receiving nothing is not dropping frames', () => {
  const overuse = createCpuOveruse(4);
  const none = { ...good, framesReceived: 0, framesDropped: 0, decodeSeconds: 0 };
  expect(overuse(none)).toBe(0);
  expect(overuse(none)).toBe(0);
});

test('it rises to three, the last step later, and no further; it falls after ten good samples, then after twenty', () => {
  const overuse = createCpuOveruse(4);
  const worse = () => overuse({ ...good, framesDropped: 100 });
  let level = 0;
  for (let n = 0; n < 15; n += 1) level = worse();
  expect(level).toBe(2);
  for (let n = 0; n < 20; n += 1) level = worse();
  expect(level).toBe(3);
  const looksUntil = (wanted: number) => {
    for (let looks = 1; looks < 1_000; looks += 1) if (overuse(good) === wanted) return looks;
    return Number.NaN;
  };
  expect(looksUntil(2)).toBe(10);
  expect(looksUntil(1)).toBe(20);
  worse();
  worse();
  expect(worse()).toBe(2);
  expect(looksUntil(1)).toBe(40);
});
