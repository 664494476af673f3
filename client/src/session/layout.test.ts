// What is shown large: the pinned tile, otherwise the spotlight, the newest screen, or by choice the speaker.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { participantCalled, participantSharing } from '@distansmote/testkit/browser/participant.ts';
import { expect, test } from 'vitest';
import { itemKey, itemsOf, largeItemOf, type ViewChoice } from './layout.ts';
import type { RemoteParticipant } from './meetingStore.ts';

const person = (name: string, screenAt?: number): RemoteParticipant =>
  screenAt === undefined
    ? { ...participantCalled(name), tracks: {} }
    : participantSharing(name, screenAt);
const few = [person('anna'), person('bo')];
const many = Array.from({ length: 49 }, (_, number) => person(`person ${number}`));
const large = (
  people: RemoteParticipant[],
  choice: ViewChoice = 'automatic',
  { pinned, speaker, spotlit }: { pinned?: string; speaker?: string; spotlit?: string } = {},
) =>
  largeItemOf(itemsOf(people), {
    choice,
    pinned: pinned as ReturnType<typeof itemKey> | undefined,
    speaker: speaker as ParticipantId | undefined,
    spotlightId: spotlit as ParticipantId | undefined,
  })?.key;

test('the tiles are equal, whoever speaks, however many there are', () => {
  expect(large(few, 'automatic', { speaker: 'bo' })).toBeUndefined();
  expect(large(many, 'automatic', { speaker: 'person 4' })).toBeUndefined();
});

test('the newest screen is large, and screens follow their owners', () => {
  const people = [person('anna', 10), person('bo', 30), person('clara', 20)];
  expect(large(people)).toBe('bo screen');
  expect(large(people, 'speaker', { speaker: 'anna' })).toBe('bo screen');
  expect(itemsOf(people).map(({ key }) => key)).toEqual([
    'anna camera',
    'anna screen',
    'bo camera',
    'bo screen',
    'clara camera',
    'clara screen',
  ]);
});

test('the user may choose equal tiles or a large speaker', () => {
  expect(large([person('anna', 10)], 'grid')).toBeUndefined();
  expect(large(few, 'speaker', { speaker: 'bo' })).toBe('bo camera');
  expect(large(many, 'speaker')).toBe('person 0 camera');
});

test('a single tile is large anyway', () => {
  expect(large([person('anna')], 'speaker', { speaker: 'anna', spotlit: 'anna' })).toBeUndefined();
});

test('a pinned tile is large until it is gone', () => {
  const people = [person('anna', 10), person('bo')];
  expect(large(people, 'grid', { pinned: 'bo camera' })).toBe('bo camera');
  expect(large(people, 'automatic', { pinned: 'clara camera' })).toBe('anna screen');
});

test('whom a convener shows for all is large, unless one has pinned somebody oneself', () => {
  const people = [person('anna', 10), person('bo')];
  expect(large(people, 'automatic', { spotlit: 'bo' })).toBe('bo camera');
  expect(large(people, 'grid', { spotlit: 'anna' })).toBe('anna screen');
  expect(large(people, 'automatic', { spotlit: 'bo', pinned: 'anna camera' })).toBe('anna camera');
  // Oneself, or somebody who has left.
  expect(large(people, 'automatic', { spotlit: 'clara' })).toBe('anna screen');
});
