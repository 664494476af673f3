// Waits until a picture has the colours that it should have at some points.
import { expect, vi } from 'vitest';
import type { Rgb } from './colours.ts';
import type { Pixels } from './ffmpeg.ts';

/** Compression changes colours a little. */
const isNear = (colour: Rgb, [red, green, blue]: Rgb) =>
  Math.max(Math.abs(colour[0] - red), Math.abs(colour[1] - green), Math.abs(colour[2] - blue)) < 24;

/** Looks again and again, since pictures arrive in their own time. */
export function untilSeen(
  look: () => Promise<Pixels>,
  ...at: [x: number, y: number, colour: Rgb][]
): Promise<void> {
  return vi.waitFor(
    async () => {
      const pixels = await look();
      for (const [x, y, colour] of at)
        expect(isNear(pixels.at(x, y), colour), `${pixels.at(x, y).join()} at ${x}, ${y}`).toBe(
          true,
        );
    },
    { timeout: 90_000, interval: 200 },
  );
}
