// The speaker changes only when somebody else has the floor for a while.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SpeakerOrder } from './speakerOrder.ts';

const [anna, bo, cai] = ['anna', 'bo', 'cai'] as ParticipantId[] as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

function start() {
  const changes: string[] = [];
  const speakers = new SpeakerOrder(() => changes.push(speakers.order.join(' ')));
  return { speakers, changes };
}

it('takes the first who speaks at once', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna, bo]);
  expect(changes).toEqual(['anna']);
});

it('keeps the speaker while they go on, however long another speaks too', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([bo, anna]);
  vi.advanceTimersByTime(60_000);
  expect(changes).toEqual(['anna']);
});

it('changes to somebody who goes on speaking, counted from when they began', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([anna, bo]);
  vi.advanceTimersByTime(900);
  speakers.speakersChanged([bo]);
  expect(changes).toEqual(['anna']);
  vi.advanceTimersByTime(300);
  expect(changes).toEqual(['anna', 'bo anna']);
});

it('ignores a cough', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([]);
  speakers.speakersChanged([bo]);
  vi.advanceTimersByTime(1_000);
  speakers.speakersChanged([]);
  vi.advanceTimersByTime(60_000);
  expect(changes).toEqual(['anna']);
});

it('takes the one who has spoken long enough, not the one who has just begun', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([bo]);
  vi.advanceTimersByTime(1_100);
  speakers.speakersChanged([cai, bo]);
  vi.advanceTimersByTime(100);
  expect(changes).toEqual(['anna', 'bo anna']);
});

it('gives the place of a speaker who leaves to the one before, or to whoever is speaking', () => {
  const { speakers } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([bo]);
  vi.advanceTimersByTime(1_200);
  speakers.forget(bo);
  expect(speakers.order).toEqual(['anna']);
  speakers.speakersChanged([cai]);
  speakers.forget(anna);
  expect(speakers.order).toEqual(['cai']);
});

it('changes nothing after it was closed', () => {
  const { speakers, changes } = start();
  speakers.speakersChanged([anna]);
  speakers.speakersChanged([bo]);
  speakers.close();
  vi.advanceTimersByTime(60_000);
  expect(changes).toEqual(['anna']);
});
