// A caller is told that somebody cannot hear them: not for a short gap, and not twice.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AudibilityMonitor } from './audibilityMonitor.ts';

const ANNA = 'anna' as ParticipantId;
const BO = 'bo' as ParticipantId;
let told: boolean[];
let monitor: AudibilityMonitor;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  monitor = new AudibilityMonitor((isHeard) => told.push(isHeard));
});
afterEach(() => {
  vi.useRealTimers();
});

test('reports that somebody hears nothing for five seconds, and when they hear again', () => {
  monitor.reported(ANNA, 'played');
  monitor.reported(ANNA, 'notReceived');
  vi.advanceTimersByTime(4_900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([false]);
  monitor.reported(BO, 'blocked');
  vi.advanceTimersByTime(60_000);
  monitor.reported(ANNA, 'played');
  expect(told, 'Bo does not hear yet').toEqual([false]);
  monitor.reported(BO, 'played');
  expect(told).toEqual([false, true]);
});

test('shorter gaps are not reported', () => {
  for (let time = 0; time < 10; time += 1) {
    monitor.reported(ANNA, 'blocked');
    vi.advanceTimersByTime(4_000);
    monitor.reported(ANNA, 'unknown');
  }
  expect(told).toEqual([]);
});

test('shorter gaps of several people are not reported, even when they overlap', () => {
  for (let time = 0; time < 5; time += 1) {
    monitor.reported(ANNA, 'notReceived');
    vi.advanceTimersByTime(2_000);
    monitor.reported(BO, 'notReceived');
    vi.advanceTimersByTime(1_000);
    monitor.reported(ANNA, 'played');
    vi.advanceTimersByTime(1_000);
    monitor.reported(ANNA, 'notReceived');
    monitor.reported(BO, 'played');
  }
  expect(told).toEqual([]);
});

test('another cause does not restart the five seconds', () => {
  monitor.reported(ANNA, 'notReceived');
  vi.advanceTimersByTime(3_000);
  monitor.reported(ANNA, 'blocked');
  vi.advanceTimersByTime(3_000);
  expect(told).toEqual([false]);
});

test('somebody who leaves no longer counts', () => {
  monitor.reported(ANNA, 'notReceived');
  monitor.forget(ANNA);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
  monitor.reported(ANNA, 'notReceived');
  vi.advanceTimersByTime(10_000);
  monitor.forget(ANNA);
  expect(told).toEqual([false, true]);
});

test('another meeting starts from a clean state', () => {
  monitor.reported(ANNA, 'notReceived');
  monitor.clear();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
});
