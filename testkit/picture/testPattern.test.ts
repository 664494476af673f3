import { expect, it } from 'vitest';
import { COLOURS } from './colours.ts';
import { Picture } from './picture.ts';
import {
  ageOf,
  coloursIn,
  frameNumberIn,
  plain,
  quartersIn,
  rectanglesOf,
  ROOM_QUARTERS,
} from './testPattern.ts';
import type { Quarters } from './testPattern.ts';

const [WIDTH, HEIGHT] = [320, 180];

function draw(quarters: Quarters, frame: number, [width, height] = [WIDTH, HEIGHT]): Uint8Array {
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (const { x, y, width: wide, height: high, colour, ifBit } of rectanglesOf(quarters)) {
    if (ifBit !== undefined && Math.floor(frame / 2 ** ifBit) % 2 === 0) continue;
    for (let row = Math.round(y * height); row < Math.round((y + high) * height); row += 1) {
      for (let column = Math.round(x * width); column < Math.round((x + wide) * width); column += 1)
        rgba.set(COLOURS[colour], 4 * (row * width + column));
    }
  }
  return rgba;
}

it('is read back: its colours, and the number of the frame', () => {
  for (const frame of [0, 1, 2_730, 4_095]) {
    const picture = new Picture(WIDTH, HEIGHT, draw(ROOM_QUARTERS, frame));
    expect(quartersIn(picture)).toEqual(ROOM_QUARTERS);
    expect(frameNumberIn(picture)).toBe(frame);
  }
});

it('is found in a part of a picture', () => {
  const [outer, inner] = [
    new Uint8Array(4 * WIDTH * HEIGHT),
    draw(plain('cyan'), 1_234, [160, 90]),
  ];
  for (let row = 0; row < 90; row += 1)
    outer.set(inner.subarray(4 * 160 * row, 4 * 160 * (row + 1)), 4 * ((row + 60) * WIDTH + 80));
  const area = { x: 80 / WIDTH, y: 60 / HEIGHT, width: 0.5, height: 0.5 };
  const picture = new Picture(WIDTH, HEIGHT, outer);
  expect(quartersIn(picture, area)).toEqual(plain('cyan'));
  expect(frameNumberIn(picture, area)).toBe(1_234);
  expect(frameNumberIn(picture)).toBeUndefined();
  expect(coloursIn(picture)).toEqual(['black', 'cyan']);
});

it('survives being written as PNG', async () => {
  const picture = new Picture(WIDTH, HEIGHT, draw(ROOM_QUARTERS, 77));
  expect(frameNumberIn(Picture.parse(picture.png))).toBe(77);
});

it('tells its age where its number is the time of day', () => {
  expect(ageOf(100, 4_096 * 10 + 1_250)).toBe(250);
  expect(ageOf(4_090, 4_096 * 10)).toBe(60);
});
