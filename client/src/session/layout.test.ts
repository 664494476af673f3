// What is shown large: the pinned tile, otherwise the newest screen, otherwise the speaker among many.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { itemKey, itemsOf, largeItemOf, type ViewChoice } from './layout.ts';
import type { RemoteParticipant } from './meetingStore.ts';

function person(id: string, screenAt?: number): RemoteParticipant {
  const screen = { source: 'screen', isPaused: false, mediaTrack: undefined } as const;
  return {
    id: id as ParticipantId,
    kind: 'browser',
    name: id,
    profession: '',
    handRaisedAt: null,
    isConvener: false,
    connection: 'good',
    speaksByPhone: false,
    tracks: screenAt === undefined ? {} : { screen: { ...screen, startedAt: screenAt } },
  };
}
const few = [person('anna'), person('bo')];
const many = Array.from({ length: 9 }, (_, number) => person(`person ${number}`));
const large = (
  people: RemoteParticipant[],
  choice: ViewChoice = 'automatic',
  pinned?: string,
  speaker?: string,
) =>
  largeItemOf(
    itemsOf(people),
    choice,
    pinned as ReturnType<typeof itemKey> | undefined,
    speaker as ParticipantId | undefined,
  )?.key;

test('a few tiles are equal, whoever speaks', () => {
  expect(large(few, 'automatic', undefined, 'bo')).toBeUndefined();
});

test('among many the speaker is large, and somebody else before anybody has spoken', () => {
  expect(large(many, 'automatic', undefined, 'person 4')).toBe('person 4 camera');
  expect(large(many)).toBe('person 0 camera');
});

test('the newest screen is large, and screens follow their owners', () => {
  const people = [person('anna', 10), person('bo', 30), person('clara', 20)];
  expect(large(people)).toBe('bo screen');
  expect(large(people, 'speaker', undefined, 'anna')).toBe('bo screen');
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
  expect(large(few, 'speaker', undefined, 'bo')).toBe('bo camera');
});

test('a pinned tile is large until it is gone', () => {
  const people = [person('anna', 10), person('bo')];
  expect(large(people, 'grid', 'bo camera')).toBe('bo camera');
  expect(large(people, 'automatic', 'clara camera')).toBe('anna screen');
});
