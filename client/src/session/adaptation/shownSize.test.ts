// A tile's height decides which video size is requested, with hysteresis at the borders.
import { expect, test } from 'vitest';
import { isLarger, shownSizeOf, smallerOf } from './shownSize.ts';

test.each([
  [120, 1, 'small'],
  [250, 1, 'small'],
  [251, 1, 'medium'],
  [500, 1, 'medium'],
  [700, 1, 'large'],
  [180, 1.5, 'medium'],
  // Above a ratio of 1.5 nobody sees a difference.
  [160, 3, 'small'],
] as const)('%i points at a ratio of %f are %s', (height, ratio, size) => {
  expect(shownSizeOf(height, ratio, undefined)).toBe(size);
});

test('near a border the size stays what it is', () => {
  expect(shownSizeOf(260, 1, 'small')).toBe('small');
  expect(shownSizeOf(260, 1, 'medium')).toBe('medium');
  expect(shownSizeOf(240, 1, 'medium')).toBe('medium');
  expect(shownSizeOf(216, 1, 'medium')).toBe('small');
  expect(shownSizeOf(290, 1, 'small')).toBe('medium');
  expect(shownSizeOf(480, 1, 'large')).toBe('large');
  expect(shownSizeOf(530, 1, 'medium')).toBe('medium');
  expect(shownSizeOf(570, 1, 'medium')).toBe('large');
});

test('for a tile that was out of view, only the height counts', () => {
  expect(shownSizeOf(260, 1, 'none')).toBe('medium');
});

test('sizes are ordered', () => {
  expect(isLarger('small', 'none')).toBe(true);
  expect(isLarger('medium', 'large')).toBe(false);
  expect(smallerOf('large', 'small')).toBe('small');
  expect(smallerOf('none', 'small')).toBe('none');
});
