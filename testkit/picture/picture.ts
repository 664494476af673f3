// A still picture whose pixels a test reads.
import { PNG } from 'pngjs';
import type { Rgb } from './colours.ts';

/** A part of a picture, in fractions of its width and height. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const WHOLE: Area = { x: 0, y: 0, width: 1, height: 1 };

/** Colours are averaged over a square of this size, in pixels, since codecs smear single ones. */
const PATCH = 3;

export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #rgba: Uint8Array;

  /** @param rgba four bytes a pixel, row by row. */
  constructor(width: number, height: number, rgba: Uint8Array) {
    this.width = width;
    this.height = height;
    this.#rgba = rgba;
  }

  /** @throws Error if it is not a whole PNG. */
  static parse(png: Buffer): Picture {
    const { width, height, data } = PNG.sync.read(png);
    return new Picture(width, height, data);
  }

  /** The colour around a point, in fractions of the area. */
  at(x: number, y: number, area: Area = WHOLE): Rgb {
    const column = Math.floor((area.x + x * area.width) * this.width - PATCH / 2);
    const row = Math.floor((area.y + y * area.height) * this.height - PATCH / 2);
    const sums = [0, 0, 0];
    for (let down = 0; down < PATCH; down += 1) {
      for (let right = 0; right < PATCH; right += 1) {
        const pixel = this.#offset(column + right, row + down);
        for (const channel of sums.keys()) {
          sums[channel] = (sums[channel] ?? 0) + (this.#rgba[pixel + channel] ?? 0);
        }
      }
    }
    const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / PATCH ** 2);
    return [red, green, blue];
  }

  /** 0 (black) to 255 (white). */
  brightnessAt(x: number, y: number, area?: Area): number {
    const [red, green, blue] = this.at(x, y, area);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  /** For somebody to look at. */
  get png(): Buffer {
    const png = new PNG({ width: this.width, height: this.height });
    png.data = Buffer.from(this.#rgba);
    return PNG.sync.write(png);
  }

  #offset(column: number, row: number): number {
    const [x, y] = [within(column, this.width), within(row, this.height)];
    return 4 * (y * this.width + x);
  }
}

const within = (at: number, size: number) => Math.min(size - 1, Math.max(0, at));
