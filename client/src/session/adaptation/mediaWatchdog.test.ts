// When nothing arrives any more another path is tried soon, and then at growing intervals.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startMediaWatchdog } from './mediaWatchdog.ts';

let stamp: number;
let expected: 'picture' | 'sound' | 'nothing';
let restarts: number[];
let stop: () => void;
let lookNow: () => void;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  stamp = 1;
  expected = 'sound';
  restarts = [];
  // Node has no window to listen on.
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  ({ stop, checkNow: lookNow } = startMediaWatchdog({
    lastPacketStamp: () => stamp,
    expected: () => expected,
    restartIce: () => restarts.push(Date.now()),
    now: () => Date.now(),
  }));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Simulates a packet every `everyMs`. */
function flow(ms: number, everyMs: number): void {
  for (let passed = 0; passed < ms; passed += everyMs) {
    stamp += everyMs;
    vi.advanceTimersByTime(everyMs);
  }
}

test('while anything arrives nothing happens, even with gaps in speech', () => {
  flow(60_000, 20);
  flow(60_000, 400);
  expect(restarts).toEqual([]);
});

test('steady video is missed sooner, stuttering video no sooner than speech', () => {
  expected = 'picture';
  flow(10_000, 40);
  vi.advanceTimersByTime(450);
  expect(restarts).toHaveLength(1);
  flow(10_000, 200);
  vi.advanceTimersByTime(300);
  expect(restarts).toHaveLength(1);
  vi.advanceTimersByTime(350);
  expect(restarts).toHaveLength(2);
});

test('after a second without packets another path is tried, once, then at growing intervals', () => {
  flow(3_000, 20);
  vi.advanceTimersByTime(1_000);
  expect(restarts).toHaveLength(1);
  vi.advanceTimersByTime(59_000);
  const pauses = restarts.slice(1).map((at, index) => at - (restarts[index] ?? 0));
  expect(pauses.every((pause, index) => pause >= 2_000 * 2 ** Math.min(index, 3))).toBe(true);
  expect(restarts.length).toBeLessThan(8);
});

test('after recovery the next interruption is noticed as soon', () => {
  flow(1_000, 20);
  vi.advanceTimersByTime(20_000);
  const before = restarts.length;
  flow(10_000, 20);
  vi.advanceTimersByTime(1_000);
  expect(restarts).toHaveLength(before + 1);
});

test('a track that ends and one that has not started do not prove that the path works', () => {
  flow(10_000, 20);
  stamp = 0;
  vi.advanceTimersByTime(1_000);
  expect(restarts).toHaveLength(1);
});

test('where nobody sends, nothing is missed', () => {
  flow(1_000, 20);
  expected = 'nothing';
  vi.advanceTimersByTime(60_000);
  expect(restarts).toEqual([]);
});

test('before the first packet nothing is missed either', () => {
  stop();
  stamp = 0;
  vi.advanceTimersByTime(60_000);
  expect(restarts).toEqual([]);
});

test('on request it checks at once if nothing arrives, and not otherwise', () => {
  flow(1_000, 20);
  lookNow();
  expect(restarts).toEqual([]);
  vi.advanceTimersByTime(20_000);
  const before = restarts.length;
  lookNow();
  expect(restarts).toHaveLength(before + 1);
});
