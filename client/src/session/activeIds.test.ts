// Who is active: speaks, writes or signs, each told once.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { activeIdsOf, activityOf } from './activeIds.ts';
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
  expect(activeIdsOf({ ...state, speakerIds: [], writingIds: [] })).toEqual(['anna', 'me']);
});

test('what each does is one thing: signing before speaking, and speaking before writing', () => {
  const doing = state.others.map((one) => activityOf(state, one));
  expect(doing).toEqual(['signs', 'speaks', undefined, 'writes']);
  expect(activityOf(state, state.me)).toBe('signs');
  expect(activityOf(state, undefined)).toBeUndefined();
});
