// The contrast of two colours by WCAG 2.2, and what lies between them.
import { expect, test } from 'vitest';
import { contrast, mix } from './contrast.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#ffffff', '#767676', 4.54],
])('%s on %s has %s', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
});

test('a mixture lies between', () => {
  expect(mix('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mix('#000000', '#ff8000', 0.5)).toBe('#804000');
  expect(mix('#0e5b52', '#ffffff', 1)).toBe('#ffffff');
});
