// Who is active: speaks, writes or signs, each told once.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { activeIdsOf, activityOf, isActive, signingIdsOf } from './activeIds.ts';
import type { MeetingState } from './meetingStore.ts';

const id = (name: string) => name as ParticipantId;
const person = (name: string, isSigning?: boolean) =>
  ({ id: id(name), ...(isSigning !== undefined && { isSigning }) }) as MeetingState['others'][0];

const state = {
  speakerIds: [id('bo'), id('anna')],
  writingIds: [id('elsa'), id('bo')],
  others: [person('anna', true), person('bo'), person('lars', false), person('elsa')],
  me: person('me', true) as unknown as MeetingState['me'],
};

test('speakers first, then who writes, then who signs, each once', () => {
  expect(activeIdsOf(state)).toEqual(['bo', 'anna', 'elsa', 'me']);
});

test('who signs is active without a sound, oneself too', () => {
  const silent = { ...state, speakerIds: [], writingIds: [] };
  expect(signingIdsOf(silent)).toEqual(['anna', 'me']);
  expect(isActive(silent, id('me'))).toBe(true);
  expect(isActive(silent, id('lars'))).toBe(false);
  expect(isActive(silent, undefined)).toBe(false);
});

test('what each does is one thing: signing before speaking, and speaking before writing', () => {
  const doing = ['anna', 'bo', 'elsa', 'lars', 'me'].map((name) => activityOf(state, id(name)));
  expect(doing).toEqual(['signs', 'speaks', 'writes', undefined, 'signs']);
  expect(activityOf(state, undefined)).toBeUndefined();
});
