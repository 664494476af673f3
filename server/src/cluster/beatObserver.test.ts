// A node is dead when its beat stands still while somebody looks; whoever did not look judges nobody.
import { expect, test } from 'vitest';
import { BeatObserver, DEAD_AFTER_MS } from './beatObserver.ts';

const SECOND = 1_000;

/** Polls each second from `from` to `to`. */
function pollEachSecond(
  observer: BeatObserver,
  from: number,
  to: number,
  beats: (at: number) => Record<string, number>,
): void {
  for (let at = from; at <= to; at += SECOND)
    observer.polled(new Map(Object.entries(beats(at))), at);
}

test('a beat that stands still for five seconds is dead, one that goes on is not', () => {
  const observer = new BeatObserver();
  pollEachSecond(observer, 0, DEAD_AFTER_MS - SECOND, (at) => ({ still: 7, going: at }));
  expect(observer.isDead('still')).toBe(false);
  expect([observer.isLate('still'), observer.isLate('going')]).toEqual([true, false]);
  pollEachSecond(observer, DEAD_AFTER_MS, DEAD_AFTER_MS, (at) => ({ still: 7, going: at }));
  expect(observer.isDead('still')).toBe(true);
  expect(observer.isDead('going')).toBe(false);
});

test('a node was last alive when its beat was seen to change, and one that only stood still may never have been', () => {
  const observer = new BeatObserver();
  pollEachSecond(observer, 0, 8 * SECOND, (at) => ({ still: 7, stops: Math.min(at, 3 * SECOND) }));
  expect(observer.lastBeatMs('still')).toBe(undefined);
  expect(observer.lastBeatMs('stops')).toBe(3 * SECOND);
  expect(observer.lastBeatMs('nobody')).toBe(undefined);
});

test('whoever was away itself begins anew', () => {
  const observer = new BeatObserver();
  pollEachSecond(observer, 0, 4 * SECOND, () => ({ still: 7 }));
  pollEachSecond(observer, 60 * SECOND, 64 * SECOND, () => ({ still: 7 }));
  expect(observer.isDead('still')).toBe(false);
  pollEachSecond(observer, 65 * SECOND, 65 * SECOND, () => ({ still: 7 }));
  expect(observer.isDead('still')).toBe(true);
});

test('a poll that fails makes nobody dead, and begins anew', () => {
  const observer = new BeatObserver();
  pollEachSecond(observer, 0, 6 * SECOND, () => ({ still: 7 }));
  observer.failed();
  expect(observer.isDead('still')).toBe(false);
  pollEachSecond(observer, 7 * SECOND, 11 * SECOND, () => ({ still: 7 }));
  expect(observer.isDead('still')).toBe(false);
});

test('a node that is gone from the table, or beats again, is no longer dead', () => {
  const observer = new BeatObserver();
  pollEachSecond(observer, 0, 6 * SECOND, () => ({ first: 7, second: 7 }));
  pollEachSecond(observer, 7 * SECOND, 7 * SECOND, () => ({ second: 8 }));
  expect(observer.isDead('first')).toBe(false);
  expect(observer.isDead('second')).toBe(false);
});
