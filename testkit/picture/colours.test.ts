import { expect, it } from 'vitest';
import { COLOURS, colourOf, type Colour, type Rgb } from './colours.ts';

const NAMES = Object.keys(COLOURS) as Colour[];

it('names each colour, also a little off', () => {
  for (const name of NAMES) {
    const off = COLOURS[name].map((one) => one + (one > 128 ? -25 : 25)) as unknown as Rgb;
    expect(colourOf(COLOURS[name])).toBe(name);
    expect(colourOf(off)).toBe(name);
  }
  expect(colourOf([128, 128, 128])).toBeUndefined();
});

it('has no two that could be mistaken for each other', () => {
  for (const one of NAMES) {
    for (const other of NAMES) {
      if (one === other) continue;
      const [a, b] = [COLOURS[one], COLOURS[other]];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(2 * 75);
    }
  }
});
