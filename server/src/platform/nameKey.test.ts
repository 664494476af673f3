// Swedish letters in any case, in Swedish order.
import { expect, test } from 'vitest';
import { nameKeyOf } from './nameKey.ts';

test.each([
  ['ÅSA', 'åsa'],
  ['Ärla ÖBERG', 'ärla öberg'],
  ['A\u030Asa', 'Åsa'],
  ['André', 'ANDRE'],
  ['Øyvind', 'öyvind'],
])('%s and %s are the same', (one, other) => {
  expect(nameKeyOf(one)).toBe(nameKeyOf(other));
});

test.each([
  ['Åsa', 'Asa'],
  ['Öland', 'Oland'],
  ['Ärlig', 'Arlig'],
])('%s and %s are not', (one, other) => {
  expect(nameKeyOf(one)).not.toBe(nameKeyOf(other));
});

test('å, ä and ö come after z, in that order', () => {
  const names = ['Öland', 'zebra', 'Ärla', 'Åsa', 'Anna'];
  const byKey = names.toSorted((a, b) => (nameKeyOf(a) < nameKeyOf(b) ? -1 : 1));
  expect(byKey).toEqual(['Anna', 'zebra', 'Åsa', 'Ärla', 'Öland']);
});
