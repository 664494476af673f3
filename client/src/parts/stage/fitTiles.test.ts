// Tiles for one to many people, on wide, tall and small areas.
import { describe, expect, it } from 'vitest';
import { fitTiles } from './fitTiles.ts';

const GAP = 12;
const laptop = { width: 1256, height: 620 };
const phone = { width: 366, height: 640 };

describe('fitTiles', () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [9, 3],
    [12, 4],
  ])('%i people on a laptop are in %i columns', (count, columns) => {
    expect(fitTiles(count, laptop, GAP).columns).toBe(columns);
  });

  it('stacks two on an upright phone', () => {
    expect(fitTiles(2, phone, GAP).columns).toBe(1);
    expect(fitTiles(5, phone, GAP).columns).toBe(2);
  });

  it('never overflows while the tiles are large enough to see', () => {
    for (const area of [laptop, phone]) {
      for (let count = 1; count <= 8; count += 1) {
        const { columns, width, height } = fitTiles(count, area, GAP);
        const rows = Math.ceil(count / columns);
        expect(columns * width + (columns - 1) * GAP).toBeLessThanOrEqual(area.width);
        expect(rows * height + (rows - 1) * GAP).toBeLessThanOrEqual(area.height);
      }
    }
  });

  it('scrolls rather than making people too small', () => {
    expect(fitTiles(30, phone, GAP)).toMatchObject({ columns: 2, width: 177 });
    expect(fitTiles(3, { width: 120, height: 50 }, GAP)).toMatchObject({ columns: 1, width: 120 });
  });
});
