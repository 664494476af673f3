// Where several large tiles lie: whole, over nobody, and who signs large enough to be read beside a shared screen.
import { describe, expect, test } from 'vitest';
import type { LargeTile } from './arrange.ts';
import { fitSeveral } from './fitSeveral.ts';
import type { Box } from './fitTiles.ts';

const areas = {
  laptop: { width: 1256, height: 620, rem: 18 },
  low: { width: 1342, height: 480, rem: 18 },
  phone: { width: 374, height: 640, rem: 16 },
  sideways: { width: 770, height: 330, rem: 16 },
  zoomed: { width: 296, height: 216, rem: 16 },
  wide: { width: 1896, height: 930, rem: 18 },
  panel: { width: 880, height: 620, rem: 18 },
};
const screen: LargeTile = { source: 'screen', participant: {} };
const camera: LargeTile = { source: 'camera', participant: {} };
const signer: LargeTile = { source: 'camera', participant: { isSigning: true } };

const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe.each(Object.entries(areas))('on a stage that is %s', (_, area) => {
  test.each([
    [[screen, signer]],
    [[screen, signer, signer]],
    [[screen, camera]],
    [[screen, signer, camera, camera, camera]],
    [[camera, signer]],
    [[camera, camera, camera, camera, camera]],
  ])('%o: all within, and none over another', (large) => {
    for (const percent of [0, 20, 34, 50, 70, 100]) {
      for (const wanted of [0, 1, 2, 3, 6, 14, 40]) {
        const fitted = fitSeveral(percent, wanted, area, large);
        expect(fitted.large).toHaveLength(large.length);
        const all = [...fitted.large, ...fitted.small];
        for (const box of all) {
          expect(box.width).toBeGreaterThan(0);
          expect(box.height).toBeGreaterThan(0);
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(area.width);
          expect(box.top + box.height).toBeLessThanOrEqual(area.height);
        }
        for (const [at, one] of all.entries())
          for (const other of all.slice(at + 1)) expect(overlap(one, other)).toBe(false);
      }
    }
  });
});

test('who signs has a third of the window and 360 pixels beside a screen on a laptop, whatever is chosen, and beside a panel', () => {
  for (const area of [areas.laptop, areas.low, areas.panel, areas.wide]) {
    for (const percent of [0, 20, 50, 70]) {
      for (const wanted of [0, 2, 6]) {
        const [, one] = fitSeveral(percent, wanted, area, [screen, signer]).large;
        expect(one?.width).toBeGreaterThanOrEqual(1280 / 3);
        expect(one?.height).toBeGreaterThanOrEqual(360);
      }
    }
  }
});

test('of two who sign, on a laptop the first is as large; the speaker and oneself are seen too', () => {
  const { large, small } = fitSeveral(0, 2, areas.laptop, [screen, signer, signer]);
  expect(large[1]?.height).toBe(360);
  expect(large[2]?.height).toBeGreaterThan(200);
  expect(small).toHaveLength(2);
});

test('the divider says how the stage is divided, within what there is room for', () => {
  const { divider } = fitSeveral(50, 2, areas.laptop, [screen, signer]);
  expect(divider).toMatchObject({ isUpright: true, percent: 50, least: 34, most: 70 });
  const least = fitSeveral(0, 2, areas.laptop, [screen, signer]).divider;
  expect(least?.percent).toBe(least?.least);
  expect(fitSeveral(0, 2, areas.phone, [screen, signer]).divider?.isUpright).toBe(false);
  expect(fitSeveral(0, 2, areas.laptop, [camera, signer]).divider).toBeUndefined();
});

test('a screen is the wider part until it is chosen otherwise', () => {
  const [main, one] = fitSeveral(0, 2, areas.laptop, [screen, signer]).large;
  expect(main?.width).toBeGreaterThan(one?.width ?? Infinity);
});
