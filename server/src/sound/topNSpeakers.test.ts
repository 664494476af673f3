// The loudest few of many voices are selected, and nobody's first syllable is cut off.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { POLL_INTERVAL_MS, TopNSpeakers } from './topNSpeakers.ts';

const id = (name: string) => name as ParticipantId;
const SPEAKING = -25;
const ROOM = -70;
const PACKET_MS = 20;

let now: number;
let told: string[][];
let few: TopNSpeakers<ParticipantId>;
beforeEach(() => {
  now = 0;
  told = [];
  few = new TopNSpeakers(3, (suppressedIds) => told.push(suppressedIds));
});

/** Everybody named sends at that level for so long, a packet each 20 ms; the rest is silent, with DTX. */
function go(levels: Record<string, number>, ms: number): void {
  for (let passed = 0; passed < ms; passed += PACKET_MS) {
    now += PACKET_MS;
    for (const [name, level] of Object.entries(levels)) few.packet(id(name), level, now);
    if (now % POLL_INTERVAL_MS === 0) few.poll(now);
  }
}

const unheard = () => few.suppressedIds.toSorted();

test('up to the maximum all are selected, however quiet', () => {
  go({ a: SPEAKING, b: ROOM, c: ROOM }, 5_000);
  expect(told).toEqual([]);
});

test('above the maximum the quietest are suppressed', () => {
  go({ a: SPEAKING, b: SPEAKING - 3, c: SPEAKING - 5, noise: ROOM, hiss: ROOM - 5 }, 5_000);
  expect(unheard()).toEqual(['hiss', 'noise']);
});

test('a silent microphone stays selected: its first packet is passed on', () => {
  go({ a: SPEAKING, b: SPEAKING, c: SPEAKING }, 5_000);
  go({ a: SPEAKING, b: SPEAKING, c: SPEAKING, newcomer: SPEAKING }, PACKET_MS);
  expect(few.isHeard(id('newcomer'))).toBe(true);
});

test('a suppressed voice that speaks up is selected at its first loud packet', () => {
  const rooms = { b: ROOM, c: ROOM, d: ROOM, e: ROOM };
  go({ a: SPEAKING, ...rooms }, 5_000);
  const [held = 'nobody'] = unheard();
  go({ a: SPEAKING, ...rooms, [held]: SPEAKING }, PACKET_MS);
  expect(few.isHeard(id(held))).toBe(true);
  expect(unheard()).toHaveLength(2);
  expect(few.isHeard(id('a'))).toBe(true);
});

test('a voice that was just selected is not displaced by a slightly louder one', () => {
  const talk = { a: SPEAKING, b: SPEAKING, c: SPEAKING };
  go({ ...talk, d: ROOM }, 5_000);
  expect(unheard()).toEqual(['d']);
  go({ ...talk, d: SPEAKING + 3 }, 400);
  const before = unheard();
  go({ ...talk, d: SPEAKING + 3 }, 400);
  expect(unheard()).toEqual(before);
});

test('equally loud voices do not alternate', () => {
  go({ a: SPEAKING, b: SPEAKING - 1, c: SPEAKING - 2, d: SPEAKING - 2 }, 20_000);
  expect(told.length).toBe(1);
});

test('everybody is selected again when there is room', () => {
  go({ a: SPEAKING, b: SPEAKING, c: SPEAKING, d: ROOM }, 2_000);
  expect(unheard()).toEqual(['d']);
  go({ a: SPEAKING, b: SPEAKING, d: ROOM }, 2_000);
  expect(unheard()).toEqual([]);
});

test('a voice that falls silent is selected again, and one that leaves is forgotten', () => {
  go({ a: SPEAKING, b: SPEAKING, c: SPEAKING, d: ROOM, e: ROOM }, 2_000);
  expect(unheard()).toEqual(['d', 'e']);
  few.forget(id('e'));
  expect(told.at(-1)).toEqual(['d']);
  go({ a: SPEAKING, b: SPEAKING, c: SPEAKING }, 2_000);
  expect(unheard()).toEqual([]);
});

test('whoever is exempt is selected however quiet, in nobody’s place', () => {
  const talk = { a: SPEAKING, b: SPEAKING, c: SPEAKING };
  go({ ...talk, interpreter: ROOM, noise: ROOM - 5 }, 2_000);
  expect(unheard()).toEqual(['interpreter', 'noise']);
  few.setExempt([id('interpreter')]);
  expect(unheard()).toEqual(['noise']);
  expect(told.at(-1)).toEqual(['noise']);
  // Nor is it displaced by one who speaks up.
  go({ ...talk, interpreter: ROOM, noise: SPEAKING + 10 }, 2_000);
  expect(few.isHeard(id('interpreter'))).toBe(true);
  expect(unheard()).toHaveLength(1);
  few.setExempt([]);
  go({ ...talk, interpreter: ROOM, noise: ROOM - 5 }, 2_000);
  expect(unheard()).toEqual(['interpreter', 'noise']);
});
