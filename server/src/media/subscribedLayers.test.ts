// What is asked of a sender: at once when more is looked at, and less only after a while.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { layersFor, SubscribedLayers } from './subscribedLayers.ts';

const anna = 'anna' as ParticipantId;
const bo = 'bo' as ParticipantId;
let told: number[];
let watched: SubscribedLayers;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  watched = new SubscribedLayers(3, (layers) => told.push(layers));
});
afterEach(() => {
  watched.close();
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
] as const)('%s of a picture in %i layers takes %i', (size, total, layers) => {
  expect(layersFor(size, total)).toBe(layers);
});

test('nobody looks: after a while only the lowest is wanted, and once', () => {
  vi.advanceTimersByTime(2_900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([1]);
});

test('as many as the one who sees it largest needs, at once', () => {
  vi.advanceTimersByTime(3_000);
  watched.set(anna, 2);
  watched.set(bo, 3);
  watched.set(anna, 1);
  expect(told).toEqual([1, 2, 3]);
});

test('who turns away for a moment changes nothing', () => {
  watched.set(anna, 3);
  watched.set(anna, 0);
  vi.advanceTimersByTime(2_000);
  watched.set(anna, 3);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});

test('at the end of the while what is needed then counts', () => {
  watched.set(anna, 3);
  watched.set(anna, 1);
  vi.advanceTimersByTime(2_000);
  watched.set(anna, 2);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([2]);
});

test('closed, it says nothing any more', () => {
  watched.close();
  watched.set(anna, 0);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
