// Counts end with their window, and a million keys take bounded memory.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_KEYS, FixedWindowCounter } from './fixedWindowCounter.ts';

let counts: FixedWindowCounter;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  counts = new FixedWindowCounter(1_000);
});
afterEach(() => {
  vi.useRealTimers();
});

test('all counts of a key end with the window that the first began', () => {
  expect(counts.increment('a')).toEqual({ count: 1, msLeft: 1_000 });
  vi.advanceTimersByTime(999);
  expect(counts.increment('a')).toEqual({ count: 2, msLeft: 1 });
  expect(counts.get('a')).toBe(2);
  vi.advanceTimersByTime(1);
  expect(counts.get('a')).toBe(0);
  expect(counts.increment('a')).toEqual({ count: 1, msLeft: 1_000 });
});

test('a decrement or delete takes effect, and a decrement of nothing does nothing', () => {
  counts.decrement('a');
  counts.increment('a');
  counts.increment('a');
  counts.decrement('a');
  expect(counts.get('a')).toBe(1);
  counts.delete('a');
  expect(counts.get('a')).toBe(0);
});

test('a million keys are not kept, but the count of an active key is', () => {
  for (let at = 0; at < 1_000_000; at += 1) {
    counts.increment(`2001:db8:${at}`);
    if (at % 1_000 === 0) counts.increment('everybody');
  }
  expect(counts.get('everybody')).toBe(1_000);
  const oldest = 1_000_000 - MAX_KEYS;
  expect(counts.get(`2001:db8:${oldest - 1}`)).toBe(0);
  expect(counts.get('2001:db8:999999')).toBe(1);
});
