// The number at the person icon.
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { expect, test } from 'vitest';
import { countPeople } from './countPeople.ts';

const somebody = { ...participantCalled('Anna'), tracks: {} };

test('whoever sits beside somebody counts as well', () => {
  expect(countPeople({ me: undefined, others: [] })).toBe(1);
  const family = { ...somebody, companions: ['Bo', 'Cia'] };
  expect(countPeople({ me: undefined, others: [somebody, family] })).toBe(5);
  expect(countPeople({ me: { ...somebody, companions: ['Dan'] }, others: [somebody] })).toBe(3);
});
