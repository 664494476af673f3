// The shown speaker stays during brief interjections, and changes when somebody keeps speaking.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStageSpeaker } from './stageSpeaker.ts';

let shown: string[];
let speaker: ReturnType<typeof createStageSpeaker>;
beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  speaker = createStageSpeaker((id) => shown.push(id));
});
afterEach(() => vi.useRealTimers());
const heard = (...ids: string[]) => speaker.heard(ids as ParticipantId[]);

test('the first speaker is shown at once, and stays during silence', () => {
  heard('anna');
  heard();
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual(['anna']);
});

test('a brief interjection changes nothing', () => {
  heard('anna');
  heard('bo');
  vi.advanceTimersByTime(1_000);
  heard('anna');
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual(['anna']);
});

test('somebody who keeps speaking is shown, even if others join in meanwhile', () => {
  heard('anna');
  heard('bo');
  vi.advanceTimersByTime(1_000);
  heard('clara', 'bo');
  vi.advanceTimersByTime(600);
  expect(shown).toEqual(['anna', 'bo']);
});

test('somebody who speaks at the same time as the one shown does not take over', () => {
  heard('anna');
  heard('bo', 'anna');
  vi.advanceTimersByTime(10_000);
  expect(shown).toEqual(['anna']);
});
