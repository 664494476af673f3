// The test pattern that rooms and browsers send: four coloured quarters, and across the middle the number of the frame.
//
//   ┌───────────┬───────────┐   The number is in twelve blocks, the highest bit to the left, and below each block stands
//   │  ┌────────┴────────┐  │   its opposite: so a frame that is garbled or half another is noticed, and no threshold
//   │  ├────────┬────────┤  │   for white is needed. It is in the middle so that a tile that crops shows all of it.
//   │  └────────┼────────┘  │
//   └───────────┴───────────┘
import { type Colour, COLOURS, colourOf } from './colours.ts';
import { type Area, type Picture, WHOLE } from './picture.ts';

/** Of the quarters: top left, top right, bottom left, bottom right. */
export type Quarters = readonly [Colour, Colour, Colour, Colour];

export const ROOM_QUARTERS: Quarters = ['red', 'green', 'blue', 'yellow'];

export const plain = (colour: Colour): Quarters => [colour, colour, colour, colour];

const FRAME_NUMBER_BITS = 12;
/** Where the number is the time of day and not a count, it is in this unit; it starts again after 41 seconds. */
const CLOCK_UNIT_MS = 10;
/** The picture is as many blocks wide and high. */
const GRID = { columns: 16, rows: 9 };
/** The least difference between the brightness of a block and that of its opposite, 0 to 255. */
const MIN_CONTRAST = 60;

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
  colour: Colour;
  /** Drawn only where this bit of the frame's number is set. */
  ifBit?: number;
}

/** In the order in which they are drawn, in fractions of the picture; colours are laid over what is there. */
export function rectanglesOf(quarters: Quarters): Rectangle[] {
  const half = { width: 0.5, height: 0.5 };
  const [width, height] = [1 / GRID.columns, 1 / GRID.rows];
  const drawn: Rectangle[] = quarters.map((colour, at) => ({
    ...half,
    x: (at % 2) / 2,
    y: Math.floor(at / 2) / 2,
    colour,
  }));
  for (let bit = 0; bit < FRAME_NUMBER_BITS; bit += 1) {
    const x = blockAt(bit);
    const upper = { x, y: 0.5 - height, width, height };
    const lower = { x, y: 0.5, width, height };
    drawn.push({ ...upper, colour: 'black' }, { ...lower, colour: 'white' });
    drawn.push({ ...upper, colour: 'white', ifBit: bit });
    drawn.push({ ...lower, colour: 'black', ifBit: bit });
  }
  return drawn;
}

/** What a page's script needs to draw it, since it can import nothing; its frame number is the time of day. */
export function paintingOf(quarters: Quarters) {
  const rectangles = rectanglesOf(quarters).map(({ colour, ...rest }) => ({
    ...rest,
    style: `rgb(${COLOURS[colour].join()})`,
  }));
  return { rectangles, unitMs: CLOCK_UNIT_MS, numbers: 2 ** FRAME_NUMBER_BITS };
}

/** How long ago a frame was drawn whose number is the time of day, on this computer. */
export function ageOf(frameNumber: number, now = Date.now()): number {
  const numbers = 2 ** FRAME_NUMBER_BITS;
  const units = (now / CLOCK_UNIT_MS) % numbers;
  return ((units - frameNumber + numbers) % numbers) * CLOCK_UNIT_MS;
}

/** The left edge of a bit's block. */
const blockAt = (bit: number) =>
  ((GRID.columns - FRAME_NUMBER_BITS) / 2 + FRAME_NUMBER_BITS - 1 - bit) / GRID.columns;

/** @param area where the pattern is, if it is not all of the picture. @returns undefined for a quarter of no colour. */
export function quartersIn(picture: Picture, area: Area = WHOLE): (Colour | undefined)[] {
  const [near, far] = [0.2, 0.8];
  return [
    colourOf(picture.at(near, near, area)),
    colourOf(picture.at(far, near, area)),
    colourOf(picture.at(near, far, area)),
    colourOf(picture.at(far, far, area)),
  ];
}

/** Where a composed picture is judged, wherever its tiles are. */
const SAMPLES = { columns: 32, rows: 18 };
/** Of all samples: less of a colour is lettering or an edge. */
const MIN_SHARE = 0.02;

/** The colours that take up more than a fiftieth of the picture, in alphabetical order. */
export function coloursIn(picture: Picture, area: Area = WHOLE): Colour[] {
  const counts = new Map<Colour, number>();
  for (let row = 0; row < SAMPLES.rows; row += 1) {
    for (let column = 0; column < SAMPLES.columns; column += 1) {
      const [x, y] = [(column + 0.5) / SAMPLES.columns, (row + 0.5) / SAMPLES.rows];
      const colour = colourOf(picture.at(x, y, area));
      if (colour !== undefined) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const least = MIN_SHARE * SAMPLES.columns * SAMPLES.rows;
  return [...counts].flatMap(([colour, count]) => (count > least ? [colour] : [])).toSorted();
}

/** @returns the number of the frame, modulo 4096; undefined if none can be read. */
export function frameNumberIn(picture: Picture, area: Area = WHOLE): number | undefined {
  let number = 0;
  for (let bit = 0; bit < FRAME_NUMBER_BITS; bit += 1) {
    const x = blockAt(bit) + 0.5 / GRID.columns;
    const difference =
      picture.brightnessAt(x, 0.5 - 0.5 / GRID.rows, area) -
      picture.brightnessAt(x, 0.5 + 0.5 / GRID.rows, area);
    if (Math.abs(difference) < MIN_CONTRAST) return undefined;
    if (difference > 0) number += 2 ** bit;
  }
  return number;
}
