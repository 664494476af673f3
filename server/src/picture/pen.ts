// Draws in units of a picture's height, and sets what was drawn in rows and columns.
import { COLOURS } from './colours.ts';
import type { Bitmap, Sign } from './drawing.ts';
import type { PlacedBitmap } from './drawnPicture.ts';
import { unitOf, type Box, type Size } from './layout.ts';
import type { Lettering } from './lettering.ts';

const PAD = 10;
const BAR_RADIUS = 10;
const ROW_GAP = 12;

export class Pen {
  readonly #unit: number;
  readonly #lettering: Lettering;

  /** @param size of the picture: its height has 720 units */
  constructor(size: Size, lettering: Lettering) {
    this.#unit = unitOf(size);
    this.#lettering = lettering;
  }

  px(units: number): number {
    return Math.max(1, Math.round(units * this.#unit));
  }

  /** @param maxWidth in pixels */
  text(
    text: string,
    units: number,
    weight: number,
    colour: number,
    maxWidth: number,
    maxLines: number,
    alignment: 'left' | 'centre' = 'centre',
  ): Promise<Bitmap | undefined> {
    const width = Math.min(4_000, Math.floor(maxWidth));
    if (width < 1) return Promise.resolve(undefined);
    return this.#lettering.draw({
      type: 'text',
      text,
      size: this.px(units),
      weight,
      colour,
      maxWidth: width,
      maxLines,
      alignment,
    });
  }

  line(
    text: string,
    units: number,
    weight: number,
    colour: number,
    maxWidth: number,
  ): Promise<Bitmap | undefined> {
    return this.text(text, units, weight, colour, maxWidth, 1);
  }

  sign(sign: Sign, units: number, colour: number): Promise<Bitmap | undefined> {
    return this.#lettering.draw({ type: 'sign', sign, size: this.px(units), colour });
  }

  /** @param radius in units; width and height are pixels */
  box({ width, height }: Size, radius: number, colour: number): Promise<Bitmap | undefined> {
    return this.#lettering.draw({
      type: 'box',
      width,
      height,
      radius: radius === 0 ? 0 : this.px(radius),
      colour,
    });
  }

  /** A dark bar with a row in it. @param below its lower edge */
  async bar(
    row: readonly Bitmap[],
    { x, below }: { x: number; below: number },
  ): Promise<PlacedBitmap[]> {
    if (row.length === 0) return [];
    const pad = this.px(PAD);
    const width = rowWidth(row, pad) + 2 * pad;
    const height = Math.max(...row.map((one) => one.height)) + pad;
    const y = below - height;
    const ground = await this.box({ width, height }, BAR_RADIUS, COLOURS.bar);
    const placed = placeRow(row, pad, { x: x + pad, y, height });
    return ground === undefined ? placed : [{ bitmap: ground, x, y }, ...placed];
  }

  /** Rows, one below the other, in the middle of a box. */
  stack(rows: readonly (readonly Bitmap[])[], box: Box): PlacedBitmap[] {
    const gap = this.px(ROW_GAP);
    const heights = rows.map((row) => Math.max(...row.map((one) => one.height)));
    const total = heights.reduce((sum, height) => sum + height + gap, -gap);
    let y = box.y + Math.round((box.height - total) / 2);
    return rows.flatMap((row, at) => {
      const height = heights[at] ?? 0;
      const x = box.x + Math.round((box.width - rowWidth(row, gap)) / 2);
      const placed = placeRow(row, gap, { x, y, height });
      y += height + gap;
      return placed;
    });
  }
}

function rowWidth(row: readonly Bitmap[], gap: number): number {
  return row.reduce((sum, { width }) => sum + width + gap, -gap);
}

function placeRow(
  row: readonly Bitmap[],
  gap: number,
  { x, y, height }: { x: number; y: number; height: number },
): PlacedBitmap[] {
  let left = x;
  return row.map((bitmap) => {
    const placed = { bitmap, x: left, y: y + Math.round((height - bitmap.height) / 2) };
    left += bitmap.width + gap;
    return placed;
  });
}
