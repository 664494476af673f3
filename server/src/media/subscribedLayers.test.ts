// A sender is asked for more layers at once, and for fewer only after a while.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { layersFor, SubscribedLayers } from './subscribedLayers.ts';

const anna = 'anna' as ParticipantId;
const bo = 'bo' as ParticipantId;
let told: number[];
let layers: SubscribedLayers;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  layers = new SubscribedLayers(3, (count) => told.push(count));
});
afterEach(() => {
  layers.close();
  vi.useRealTimers();
});

test.each([
  ['none', 3, 0],
  ['small', 3, 1],
  ['medium', 3, 2],
  ['large', 3, 3],
  ['medium', 2, 2],
  ['large', 2, 2],
  ['medium', 1, 1],
  ['large', 1, 1],
] as const)('%s of a video with %i layers needs %i', (size, total, needed) => {
  expect(layersFor(size, total)).toBe(needed);
});

test('without subscribers only the lowest layer is wanted, after a while, and reported once', () => {
  vi.advanceTimersByTime(2_900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([1]);
});

test('the largest subscription decides, at once', () => {
  vi.advanceTimersByTime(3_000);
  layers.set(anna, 2);
  layers.set(bo, 3);
  layers.set(anna, 1);
  expect(told).toEqual([1, 2, 3]);
});

test('a subscriber who looks away for a moment changes nothing', () => {
  layers.set(anna, 3);
  layers.set(anna, 0);
  vi.advanceTimersByTime(2_000);
  layers.set(anna, 3);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});

test('what is needed when the delay ends counts', () => {
  layers.set(anna, 3);
  layers.set(anna, 1);
  vi.advanceTimersByTime(2_000);
  layers.set(anna, 2);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([2]);
});

test('nothing is reported after close', () => {
  layers.close();
  layers.set(anna, 0);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
