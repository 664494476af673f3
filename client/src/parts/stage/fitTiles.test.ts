// Tiles for one to many people, on all the areas that the stage has from a phone to a large monitor.
import { describe, expect, it } from 'vitest';
import { type Area, besideOf, type Box, gapOf, gridOf, MAX_TILES } from './fitTiles.ts';

const REM = 18;
/** What windows of these sizes leave for the stage. */
const AREAS: Record<string, Area> = {
  'zoomed to 400 %': { width: 296, height: 216 },
  'a phone of 360 × 640': { width: 336, height: 500 },
  'a phone of 390 × 844': { width: 366, height: 690 },
  'a phone on its side, 640 × 360': { width: 540, height: 290 },
  'a phone on its side, 844 × 390': { width: 740, height: 320 },
  'a tablet of 768 × 1024': { width: 744, height: 870 },
  'a laptop of 1366 × 660': { width: 1342, height: 520 },
  'a laptop of 1280 × 800': { width: 1256, height: 650 },
  'a monitor of 1920 × 1080': { width: 1896, height: 930 },
};
const laptop = { width: 1256, height: 620 };
const phone = { width: 366, height: 640 };

function expectInside(boxes: readonly Box[], area: Area): void {
  for (const [index, box] of boxes.entries()) {
    expect(box.width).toBeGreaterThan(0);
    expect(box.height).toBeGreaterThan(0);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.left + box.width).toBeLessThanOrEqual(area.width);
    expect(box.top + box.height).toBeLessThanOrEqual(area.height);
    for (const other of boxes.slice(index + 1)) {
      const isApart =
        box.left + box.width <= other.left ||
        other.left + other.width <= box.left ||
        box.top + box.height <= other.top ||
        other.top + other.height <= box.top;
      expect(isApart).toBe(true);
    }
  }
}

const used = (boxes: readonly Box[]) =>
  boxes.reduce((sum, { width, height }) => sum + width * height, 0);

/** How many tiles each row has. */
const rowsAndCounts = (boxes: readonly Box[]) =>
  [...new Set(boxes.map(({ top }) => top))].map(
    (row) => boxes.filter(({ top }) => top === row).length,
  );

const rowsOf = (boxes: readonly Box[]) => new Set(boxes.map(({ top }) => top)).size;

describe.each(Object.entries(AREAS))('on %s', (_, area) => {
  it.each([1, 2, 3, 5, 10, 16, 50])('no tile of %i is cut off', (wanted) => {
    const boxes = gridOf(wanted, area, REM);
    expectInside(boxes, area);
    expect(boxes.length).toBeLessThanOrEqual(MAX_TILES);
    for (const source of ['camera', 'screen'] as const) {
      const { large, small } = besideOf(wanted, area, REM, source);
      expectInside([large, ...small], area);
      expect(large.width * large.height).toBeGreaterThan(used(small.slice(0, 1)));
    }
  });

  it.each([2, 3, 5, 10, 16, 50])(
    'with %i, somebody is seen, oneself, and how many more',
    (wanted) => {
      expect(gridOf(wanted, area, REM).length).toBeGreaterThanOrEqual(Math.min(3, wanted));
      expect(besideOf(wanted, area, REM, 'screen').small.length).toBeGreaterThanOrEqual(2);
    },
  );
});

const ROOMY = Object.entries(AREAS).filter(
  ([, { width, height }]) => Math.min(width, height) > 400,
);

it.each(ROOMY)('no tile is narrower than 9 rem on %s', (_, area) => {
  for (let wanted = 1; wanted <= 50; wanted += 1) {
    for (const { width } of gridOf(wanted, area, REM)) {
      expect(width).toBeGreaterThanOrEqual(9 * REM);
    }
  }
});

it('all sixteen are seen on a laptop, and twelve on a phone', () => {
  expect(gridOf(16, laptop, REM)).toHaveLength(16);
  expect(gridOf(50, laptop, REM)).toHaveLength(16);
  expect(gridOf(16, phone, REM)).toHaveLength(12);
});

it('three with oneself are two and two rather than in a row', () => {
  expect(rowsOf(gridOf(3, laptop, REM))).toBe(2);
  expect(rowsOf(gridOf(4, laptop, REM))).toBe(2);
});

it('two stand side by side on a laptop, and above each other on a phone', () => {
  expect(rowsOf(gridOf(2, laptop, REM))).toBe(1);
  expect(rowsOf(gridOf(2, phone, REM))).toBe(2);
});

/** The total size of the tiles, in pixels, before oneself was one of them. */
const BEFORE = [
  [1, laptop, 683_240],
  [2, laptop, 579_704],
  [4, laptop, 656_640],
  [5, laptop, 623_200],
  [9, laptop, 627_264],
  [12, laptop, 724_680],
  [1, phone, 133_956],
  [2, phone, 229_848],
  [5, phone, 156_645],
] as const;

it.each(BEFORE)('%i tiles fill at least as much of the area as before', (count, area, before) => {
  expect(used(gridOf(count, area, REM))).toBeGreaterThanOrEqual(before);
});

it('the gap is smaller where the area is', () => {
  expect(gapOf(phone)).toBeLessThan(gapOf(laptop));
});

describe('what is left over', () => {
  it('is not told in a row of its own', () => {
    const rows = rowsAndCounts(gridOf(50, { width: 744, height: 870 }, REM));
    expect(Math.min(...rows)).toBeGreaterThan(1);
  });
});

describe('a shared screen on a phone upright', () => {
  const small = { width: 344, height: 490 };

  it('is as high as its width can fill, so that all of five are seen below it', () => {
    expect(besideOf(5, small, REM, 'screen').small).toHaveLength(5);
    const { large } = besideOf(5, phone, REM, 'screen');
    expect(large.height).toBeLessThan(phone.width);
  });

  it('has all of a window at 400 % zoom', () => {
    const area = { width: 304, height: 137 };
    expect(besideOf(5, area, REM, 'screen')).toEqual({
      large: { left: 0, top: 0, ...area },
      small: [],
    });
  });
});
