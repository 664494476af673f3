// Colours that stay apart after video codecs, chroma subsampling and a mistaken colour matrix.

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export const COLOURS = {
  red: [200, 40, 40],
  green: [40, 160, 40],
  blue: [40, 40, 200],
  yellow: [210, 200, 40],
  magenta: [200, 40, 200],
  cyan: [40, 190, 190],
  white: [255, 255, 255],
  black: [0, 0, 0],
} as const satisfies Record<string, Rgb>;

export type Colour = keyof typeof COLOURS;

/** Less than half of the distance between any two of them. */
const MAX_DISTANCE = 75;

/** The name of the colour that is meant; undefined if it is near none. */
export function colourOf(rgb: Rgb): Colour | undefined {
  const names = Object.keys(COLOURS) as Colour[];
  return names.find((name) => distance(COLOURS[name], rgb) <= MAX_DISTANCE);
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
