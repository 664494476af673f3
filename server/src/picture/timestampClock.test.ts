import { expect, it } from 'vitest';
import { TimestampClock } from './timestampClock.ts';

it('keeps the distances of the timestamps, however unevenly pictures arrive', () => {
  const clock = new TimestampClock();
  const jitter = [0, 30, 5, 60, 10, 45, 0];
  const times = jitter.map((late, at) =>
    clock.timeOf((2 ** 32 - 7_000 + at * 3_600) >>> 0, at * 40 + late),
  );
  for (const [at, time] of times.slice(1).entries()) {
    expect(time - (times[at] ?? 0)).toBeGreaterThan(35);
    expect(time - (times[at] ?? 0)).toBeLessThan(45);
  }
});

it('begins anew where the timestamps jump, and never goes back', () => {
  const clock = new TimestampClock();
  const first = clock.timeOf(0, 1_000);
  expect(clock.timeOf(900_000, 1_040)).toBe(1_040);
  expect(clock.timeOf(0, 1_040)).toBeGreaterThan(1_040);
  expect(first).toBe(1_000);
});
