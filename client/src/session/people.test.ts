// What is announced of those who leave.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { createMeetingStore } from './meetingStore.ts';
import { createPeople } from './people.ts';

test('only whom one has removed oneself is told as such, neither a namesake nor who leaves later', () => {
  const store = createMeetingStore('123456789' as CallId);
  const people = createPeople(store);
  const here = (id: string) =>
    people.returned({
      id: id as ParticipantId,
      kind: 'browser',
      name: 'Anna',
      profession: '',
      isConvener: false,
      handRaisedAt: null,
      speaksByPhone: false,
      connection: 'good',
    });
  const told = () => store.getState().announcement?.type;
  here('first');
  store.setState({ removedByMe: 'first' as ParticipantId });
  people.left('first' as ParticipantId, 'removed');
  expect(told()).toBe('removedByMe');
  here('namesake');
  people.left('namesake' as ParticipantId, 'left');
  expect(told()).toBe('left');
  here('first');
  people.left('first' as ParticipantId, 'left');
  expect(told()).toBe('left');
});
