// Counts end with their window, and a million keys take no more memory than some thousands.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOST_KEYS, WindowCounts } from './windowCounts.ts';

let counts: WindowCounts;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  counts = new WindowCounts(1_000);
});
afterEach(() => {
  vi.useRealTimers();
});

test('all counts of a key end with the window that the first began', () => {
  expect(counts.add('a')).toEqual({ count: 1, msLeft: 1_000 });
  vi.advanceTimersByTime(999);
  expect(counts.add('a')).toEqual({ count: 2, msLeft: 1 });
  expect(counts.of('a')).toBe(2);
  vi.advanceTimersByTime(1);
  expect(counts.of('a')).toBe(0);
  expect(counts.add('a')).toEqual({ count: 1, msLeft: 1_000 });
});

test('what was taken back or forgotten counts no more, and what never was is not taken back', () => {
  counts.takeBack('a');
  counts.add('a');
  counts.add('a');
  counts.takeBack('a');
  expect(counts.of('a')).toBe(1);
  counts.forget('a');
  expect(counts.of('a')).toBe(0);
});

test('a million keys are not kept, and the count of who goes on guessing is', () => {
  for (let at = 0; at < 1_000_000; at += 1) {
    counts.add(`2001:db8:${at}`);
    if (at % 1_000 === 0) counts.add('everybody');
  }
  expect(counts.of('everybody')).toBe(1_000);
  const oldest = 1_000_000 - MOST_KEYS;
  expect(counts.of(`2001:db8:${oldest - 1}`)).toBe(0);
  expect(counts.of('2001:db8:999999')).toBe(1);
});
