// Which names are read from what somebody types of those beside them.
import { MAX_COMPANIONS } from '@distansmote/shared/names.ts';
import { expect, test } from 'vitest';
import { companionsOf } from './companions.ts';

test.each([
  ['', []],
  [' , ,', []],
  ['Lars', ['Lars']],
  ['Lars Öberg, Elsa  Lind', ['Lars Öberg', 'Elsa Lind']],
  ['Lars, Elsa och Maja', ['Lars', 'Elsa', 'Maja']],
  ['Lars; Elsa\nMaja & Olle', ['Lars', 'Elsa', 'Maja', 'Olle']],
  ['Lars, Lars', ['Lars']],
  ['Jochen', ['Jochen']],
  ['\u200b, Lars', ['Lars']],
  ['محمد علي', ['محمد علي']],
  ['محمد علي، فاطمة؛ مريم', ['محمد علي', 'فاطمة', 'مريم']],
])('%j', (typed, names) => {
  expect(companionsOf(typed)).toEqual(names);
});

test('no more than the meeting takes', () => {
  const many = Array.from({ length: 20 }, (_, index) => `Person ${index}`).join(', ');
  expect(companionsOf(many)).toHaveLength(MAX_COMPANIONS);
});
