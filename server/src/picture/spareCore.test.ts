import { expect, it } from 'vitest';
import { hasSpareCore } from './spareCore.ts';

const hd = { width: 1_280, height: 720 };
const fullHd = { width: 1_920, height: 1_080 };

it('is there as long as the rooms that are open leave a whole one', () => {
  expect(hasSpareCore(2, [])).toBe(false);
  expect(hasSpareCore(3, [])).toBe(true);
  expect(hasSpareCore(3, [hd])).toBe(false);
  expect(hasSpareCore(4, [hd, hd])).toBe(true);
  expect(hasSpareCore(4, [fullHd])).toBe(true);
  expect(hasSpareCore(4, [fullHd, hd])).toBe(false);
});
