// What is shown large: the newest screen, or by choice the speaker; who signs; and what is pinned, or in the spotlight.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { participantCalled, participantSharing } from '@distansmote/testkit/browser/participant.ts';
import { expect, test } from 'vitest';
import { largeItemsOf } from './largeItems.ts';
import { itemKey, type ItemKey, itemsOf, type ViewChoice } from './layout.ts';
import { type Pins, togglePin } from './pins.ts';
import type { RemoteParticipant } from './meetingStore.ts';

const person = (name: string, screenAt?: number): RemoteParticipant =>
  screenAt === undefined
    ? { ...participantCalled(name), tracks: {} }
    : participantSharing(name, screenAt);
const few = [person('anna'), person('bo')];
const many = Array.from({ length: 49 }, (_, number) => person(`person ${number}`));
interface Wishes {
  pinned?: string[];
  speaker?: string;
  spotlit?: string[];
}

const large = (
  people: RemoteParticipant[],
  choice: ViewChoice = 'automatic',
  { pinned = [], speaker, spotlit = [] }: Wishes = {},
) =>
  largeItemsOf(itemsOf(people), {
    choice,
    pinned: pinned as ItemKey[],
    speaker: speaker as ParticipantId | undefined,
    spotlightIds: spotlit as ParticipantId[],
  }).map(({ key }) => key);
const signing = (name: string, isPaused = false): RemoteParticipant => ({
  ...person(name),
  isSigning: true,
  tracks: { camera: { source: 'camera', isPaused, mediaTrack: undefined, startedAt: 0 } },
});

test('the tiles are equal, whoever speaks, however many there are', () => {
  expect(large(few, 'automatic', { speaker: 'bo' })).toEqual([]);
  expect(large(many, 'automatic', { speaker: 'person 4' })).toEqual([]);
});

test('the newest screen is large, and screens follow their owners', () => {
  const people = [person('anna', 10), person('bo', 30), person('clara', 20)];
  expect(large(people)).toEqual(['bo screen']);
  expect(large(people, 'speaker', { speaker: 'anna' })).toEqual(['bo screen']);
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
  expect(large([person('anna', 10)], 'grid')).toEqual([]);
  expect(large(few, 'speaker', { speaker: 'bo' })).toEqual(['bo camera']);
  expect(large(many, 'speaker')).toEqual(['person 0 camera']);
});

test('a single tile is large anyway', () => {
  expect(large([person('anna')], 'speaker', { speaker: 'anna', spotlit: ['anna'] })).toEqual([]);
});

test('what is pinned is large beside the screen or the speaker, until it is gone', () => {
  const people = [person('anna', 10), person('bo')];
  expect(large(people, 'grid', { pinned: ['bo camera'] })).toEqual(['bo camera']);
  expect(large(people, 'automatic', { pinned: ['bo camera'] })).toEqual([
    'anna screen',
    'bo camera',
  ]);
  expect(large(few, 'speaker', { pinned: ['bo camera'], speaker: 'anna' })).toEqual([
    'anna camera',
    'bo camera',
  ]);
  expect(large(people, 'automatic', { pinned: ['clara camera'] })).toEqual(['anna screen']);
});

test('a screen that one has pinned oneself is shown instead of the newest', () => {
  const people = [person('anna', 10), person('bo', 30)];
  expect(large(people, 'automatic', { pinned: ['anna screen'] })).toEqual(['anna screen']);
});

test('four can be pinned; with one more the oldest gives way', () => {
  const keys = ['a', 'b', 'c', 'd', 'e'].map((name) => itemKey(name as ParticipantId, 'camera'));
  const pinned = keys.reduce(togglePin, [] as Pins);
  expect(pinned).toEqual(keys.slice(1));
  expect(togglePin(pinned, keys[2] as ItemKey)).toEqual([keys[1], keys[3], keys[4]]);
});

test('whom conveners show for all are large, unless one has pinned somebody oneself', () => {
  const people = [person('anna', 10), person('bo'), person('elsa')];
  const spotlit = ['bo', 'elsa'];
  expect(large(people, 'automatic', { spotlit })).toEqual([
    'anna screen',
    'bo camera',
    'elsa camera',
  ]);
  expect(large(people, 'grid', { spotlit: ['anna'] })).toEqual(['anna screen']);
  expect(large(people, 'automatic', { spotlit, pinned: ['anna camera'] })).toEqual([
    'anna screen',
    'anna camera',
  ]);
  // Oneself, or somebody who has left.
  expect(large(people, 'automatic', { spotlit: ['clara'] })).toEqual(['anna screen']);
});

test('who signs is large beside a screen, before what is pinned', () => {
  const people = [person('anna', 10), signing('bo'), person('elsa'), signing('lars')];
  expect(large(people)).toEqual(['anna screen', 'bo camera', 'lars camera']);
  expect(large(people, 'automatic', { pinned: ['elsa camera', 'lars camera'] })).toEqual([
    'anna screen',
    'bo camera',
    'lars camera',
    'elsa camera',
  ]);
});

test('however many say that they sign, what was chosen stays large', () => {
  const crowd = ['eve', 'eva', 'evy', 'evelina', 'ebba'].map((name) => signing(name));
  const people = [person('anna', 10), ...crowd, person('bo'), person('elsa')];
  const shown = ['anna screen', 'eve camera', 'eva camera', 'bo camera', 'elsa camera'];
  expect(large(people, 'automatic', { pinned: ['bo camera', 'elsa camera'] })).toEqual(shown);
  expect(large(people, 'automatic', { spotlit: ['bo', 'elsa'] })).toEqual(shown);
});

test('without a screen, who signs is large once the tiles become too small to read signs in, or alone', () => {
  const three = [signing('anna'), person('bo'), person('clara')];
  expect(large(three)).toEqual([]);
  expect(large([...three, person('elsa')])).toEqual(['anna camera']);
  expect(large([signing('anna')])).toEqual(['anna camera']);
  expect(large([...three, person('elsa')], 'speaker', { speaker: 'bo' })).toEqual([
    'bo camera',
    'anna camera',
  ]);
});

test('all the same size is all the same size, also of those who sign', () => {
  expect(large([person('anna', 10), signing('bo'), ...few], 'grid')).toEqual([]);
});

test('who says that they sign and has the camera off needs no room', () => {
  expect(large([person('anna', 10), signing('bo', true)])).toEqual(['anna screen']);
});
