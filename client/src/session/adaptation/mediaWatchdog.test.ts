// When nothing arrives any more another path is tried soon, and then at growing intervals.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startMediaWatchdog } from './mediaWatchdog.ts';

let stamp: number;
let expected: 'picture' | 'sound' | 'nothing';
let restarts: number[];
let silentFor: number | undefined;
let stop: () => void;
let lookNow: () => void;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  stamp = 1;
  expected = 'sound';
  restarts = [];
  silentFor = undefined;
  // Node has no window to listen on.
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  ({ stop, checkNow: lookNow } = startMediaWatchdog({
    lastPacketStamp: () => stamp,
    silentForMs: async () => silentFor,
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
async function flow(ms: number, everyMs: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += everyMs) {
    stamp += everyMs;
    await vi.advanceTimersByTimeAsync(everyMs);
  }
}

test('while anything arrives nothing happens, even with gaps in speech', async () => {
  await flow(60_000, 20);
  await flow(60_000, 400);
  expect(restarts).toEqual([]);
});

test('steady video is missed sooner, stuttering video no sooner than speech', async () => {
  expected = 'picture';
  await flow(10_000, 40);
  await vi.advanceTimersByTimeAsync(450);
  expect(restarts).toHaveLength(1);
  await flow(10_000, 200);
  await vi.advanceTimersByTimeAsync(300);
  expect(restarts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(350);
  expect(restarts).toHaveLength(2);
});

test('after a second without packets another path is tried, once, then at growing intervals', async () => {
  await flow(3_000, 20);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(restarts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(59_000);
  const pauses = restarts.slice(1).map((at, index) => at - (restarts[index] ?? 0));
  expect(pauses.every((pause, index) => pause >= 2_000 * 2 ** Math.min(index, 3))).toBe(true);
  expect(restarts.length).toBeLessThan(8);
});

test('after recovery the next interruption is noticed as soon', async () => {
  await flow(1_000, 20);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = restarts.length;
  await flow(10_000, 20);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(restarts).toHaveLength(before + 1);
});

test('a track that ends and one that has not started do not prove that the path works', async () => {
  await flow(10_000, 20);
  stamp = 0;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(restarts).toHaveLength(1);
});

test('where nobody sends, nothing is missed', async () => {
  await flow(1_000, 20);
  expected = 'nothing';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restarts).toEqual([]);
});

test('before the first packet nothing is missed either', async () => {
  stop();
  stamp = 0;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restarts).toEqual([]);
});

test('on request it checks at once if nothing arrives, and not otherwise', async () => {
  await flow(1_000, 20);
  lookNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(restarts).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = restarts.length;
  lookNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(restarts).toHaveLength(before + 1);
});

test('packets that arrive without being reported as played are no silence, and a silence after them is noticed', async () => {
  await flow(1_000, 20);
  silentFor = 12;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restarts).toEqual([]);
  silentFor = 700;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(restarts).toHaveLength(1);
});

test('a silence that ends while it is asked about is none', async () => {
  await flow(1_000, 20);
  const asked = Promise.withResolvers<number>();
  stop();
  ({ stop } = startMediaWatchdog({
    lastPacketStamp: () => stamp,
    silentForMs: () => asked.promise,
    expected: () => expected,
    restartIce: () => restarts.push(Date.now()),
    now: () => Date.now(),
  }));
  await vi.advanceTimersByTimeAsync(1_000);
  stamp += 1;
  await vi.advanceTimersByTimeAsync(75);
  asked.resolve(1_075);
  await vi.advanceTimersByTimeAsync(75);
  expect(restarts).toEqual([]);
});
