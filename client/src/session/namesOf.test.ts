// Names as they are shown.
import { expect, test } from 'vitest';
import { splitNumber } from './namesOf.ts';

test.each([
  ['Elsa Ek', ['Elsa Ek']],
  ['Elsa Ek (2)', ['Elsa Ek', '(2)']],
  ['Elsa Ek (2), Per Alm (13)', ['Elsa Ek (2), Per Alm', '(13)']],
  ['Elsa (dotter)', ['Elsa (dotter)']],
  ['(2)', ['(2)']],
])('%j is shown as %j', (name, shown) => {
  expect(splitNumber(name)).toEqual(shown);
});
