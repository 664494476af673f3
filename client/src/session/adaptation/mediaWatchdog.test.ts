// Another way is looked for soon after nothing comes any more, and not for ever at the same pace.
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

/** A packet each so many milliseconds. */
function flow(ms: number, everyMs: number): void {
  for (let passed = 0; passed < ms; passed += everyMs) {
    stamp += everyMs;
    vi.advanceTimersByTime(everyMs);
  }
}

test('as long as something comes nothing is done, also with the pauses of silence', () => {
  flow(60_000, 20);
  flow(60_000, 400);
  expect(restarts).toEqual([]);
});

test('a picture that flowed is missed sooner, one that stuttered no sooner than a voice', () => {
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

test('nothing for a second: another way is looked for, once, then ever more seldom', () => {
  flow(3_000, 20);
  vi.advanceTimersByTime(1_000);
  expect(restarts).toHaveLength(1);
  vi.advanceTimersByTime(59_000);
  const pauses = restarts.slice(1).map((at, index) => at - (restarts[index] ?? 0));
  expect(pauses.every((pause, index) => pause >= 2_000 * 2 ** Math.min(index, 3))).toBe(true);
  expect(restarts.length).toBeLessThan(8);
});

test('when it comes again the next time is as soon', () => {
  flow(1_000, 20);
  vi.advanceTimersByTime(20_000);
  const before = restarts.length;
  flow(10_000, 20);
  vi.advanceTimersByTime(1_000);
  expect(restarts).toHaveLength(before + 1);
});

test('that a track has ended, and another has not come yet, is no sign that the way works', () => {
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

test('before anything has ever come nothing is missed either', () => {
  stop();
  stamp = 0;
  vi.advanceTimersByTime(60_000);
  expect(restarts).toEqual([]);
});

test('asked to look, it tries at once when nothing comes, and not otherwise', () => {
  flow(1_000, 20);
  lookNow();
  expect(restarts).toEqual([]);
  vi.advanceTimersByTime(20_000);
  const before = restarts.length;
  lookNow();
  expect(restarts).toHaveLength(before + 1);
});
