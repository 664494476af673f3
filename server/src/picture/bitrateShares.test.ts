import { expect, test } from 'vitest';
import { bitrateShares } from './bitrateShares.ts';

test('the people have all of it while there are no slides', () => {
  expect(bitrateShares(1_920_000, undefined).main).toBe(1_920_000);
});

test.each([
  [1_920_000, 1_920_000],
  [4_000_000, 1_000_000],
  [512_000, 2_000_000],
])('main at most %i and slides at most %i are together no more than the larger', (main, slides) => {
  const shares = bitrateShares(main, slides);
  expect(shares.main + shares.slides).toBeLessThanOrEqual(Math.max(main, slides));
  expect(shares.main).toBeLessThanOrEqual(main);
  expect(shares.slides).toBeLessThanOrEqual(slides);
  expect(Math.min(shares.main, shares.slides)).toBeGreaterThan(0);
});
