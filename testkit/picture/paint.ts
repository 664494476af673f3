// Paints what a compositor would put together, with plain colours in place of cameras, so that layouts can be looked at.
import { PNG } from 'pngjs';
import { COLOURS } from '../../server/src/picture/colours.ts';
import type { DrawnPicture } from '../../server/src/picture/drawnPicture.ts';
import type { Box } from '../../server/src/picture/layout.ts';

/** From light to dark, as cameras in offices and at homes are. */
const CAMERAS = [0xd9d2c4, 0x7d8f99, 0x3d4a45, 0xb7a08a, 0x5c6f8a, 0xe8e6e0];
const SCREEN = 0xffffff;

/** @returns a PNG file. */
export function paint({ size, tiles, overlays }: DrawnPicture): Buffer {
  const png = new PNG(size);
  fill(png, { x: 0, y: 0, ...size }, COLOURS.paper >>> 8);
  for (const [at, { box, isScreen }] of tiles.entries())
    fill(png, box, isScreen ? SCREEN : (CAMERAS[at % CAMERAS.length] ?? 0));
  for (const { bitmap, x, y } of overlays) {
    for (let at = 0; at < bitmap.width * bitmap.height; at += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = bitmap.rgba.subarray(4 * at);
      const column = x + (at % bitmap.width);
      const row = y + Math.floor(at / bitmap.width);
      set(png, column, row, [red, green, blue], 1 - alpha / 255);
    }
  }
  return PNG.sync.write(png);
}

function fill(png: PNG, { x, y, width, height }: Box, colour: number): void {
  const channels = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  for (let row = y; row < y + height; row += 1)
    for (let column = x; column < x + width; column += 1) set(png, column, row, channels, 0);
}

/** @param keeps the share of what was there before */
function set(png: PNG, x: number, y: number, colour: readonly number[], keeps: number): void {
  if (x < 0 || y < 0 || x >= png.width || y >= png.height) return;
  const at = 4 * (y * png.width + x);
  for (const [channel, value] of colour.entries())
    png.data[at + channel] = value + (png.data[at + channel] ?? 0) * keeps;
  png.data[at + 3] = 255;
}
