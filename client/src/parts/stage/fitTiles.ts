// Where each tile lies, so that all are in view and as large as can be. Lengths are in CSS pixels.
export interface Area {
  width: number;
  height: number;
}

export interface Box extends Area {
  left: number;
  top: number;
}

/** With more, faces are too small to tell who is who. */
export const MAX_TILES = 16;

/** From the widest to the tallest aspect ratio; in between a tile fills the space there is. */
export const WIDEST = 16 / 9;
export const HIGHEST = 4 / 3;
/** On a phone in portrait, where videos are in portrait too. */
const HIGHEST_UPRIGHT = 1;
const HIGHEST_ALONE_UPRIGHT = 3 / 4;

/** In rem: the least width of a tile, and the least where there is no room for that. */
const MIN_WIDTH = 9;
const MIN_WIDTH_TIGHT = 6;
/** So that at least somebody else is seen beside oneself and *+N*. */
const MIN_TILES = 3;

/** Beside what is large: the part of the width that the others get, and of the height below it. */
const BESIDE_SHARE = 0.15;
const MAX_BESIDE_SHARE = { camera: 0.3, screen: 0.2 };
const MAX_BELOW_SHARE = 0.4;
/** In rem. */
const MAX_BESIDE_WIDTH = 14;
const BELOW_HEIGHT = 6;
const MAX_BELOW_ROWS = 2;
/** In rem: over a shared screen are its name and tools. */
export const SCREEN_TOOLS_HEIGHT = 2.75;
const MIN_HEIGHT_BESIDE_SCREEN = 10;

export interface LargeAndSmall {
  large: Box;
  small: Box[];
}

export const gapOf = ({ width, height }: Area): number => (Math.min(width, height) < 400 ? 8 : 12);

/**
 * Tiles of the same size.
 * @param wanted how many tiles there would be if there were room for all.
 * @param rem the size of the root's text, in pixels.
 * @returns as many boxes as there is room for, in reading order.
 */
export function gridOf(wanted: number, area: Area, rem: number): Box[] {
  const gap = gapOf(area);
  const roomy = cellsIn(area, MIN_WIDTH * rem, gap);
  const cells = roomy >= 4 ? roomy : cellsIn(area, MIN_WIDTH_TIGHT * rem, gap);
  const count = Math.min(wanted, MAX_TILES, Math.max(cells, MIN_TILES));
  const best = bestFit(count, area, gap);
  // Where somebody is left over anyway, *+N* need not stand alone in the last row.
  const isOneAlone = count < wanted && best.columns > 1 && count % best.columns === 1;
  if (!isOneAlone || count <= MIN_TILES) return boxesOf(count, best, area, gap);
  return boxesOf(count - 1, bestFit(count - 1, area, gap), area, gap);
}

/** The number of columns that makes the tiles largest. */
export function bestFit(count: number, area: Area, gap: number): Fit {
  const upright = count === 1 ? HIGHEST_ALONE_UPRIGHT : HIGHEST_UPRIGHT;
  const highest = area.height > area.width ? upright : HIGHEST;
  let best = fitColumns(1, count, area, gap, highest);
  for (let columns = 2; columns <= count; columns += 1) {
    const fit = fitColumns(columns, count, area, gap, highest);
    if (fit.width * fit.height > best.width * best.height) best = fit;
  }
  return best;
}

/**
 * One large, the others beside it or below: where it is larger.
 * @param wanted how many others there are.
 * @returns as many small boxes as there is room for.
 */
export function besideOf(
  wanted: number,
  area: Area,
  rem: number,
  source: 'camera' | 'screen',
): LargeAndSmall {
  // At 400 % zoom what is shared could not be read beside anybody.
  const isTight = source === 'screen' && area.height < MIN_HEIGHT_BESIDE_SCREEN * rem;
  if (wanted === 0 || isTight) return { large: { left: 0, top: 0, ...area }, small: [] };
  const beside = besideAt(wanted, area, rem, source);
  const below =
    (source === 'screen' && belowScreen(wanted, area, rem)) || belowAt(wanted, area, rem);
  return pictureIn(beside.large) >= pictureIn(below.large) ? beside : below;
}

/** The height of a wide picture that is shown whole. */
const pictureIn = ({ width, height }: Area) => Math.min(height, width / WIDEST);

function besideAt(
  wanted: number,
  area: Area,
  rem: number,
  source: 'camera' | 'screen',
): LargeAndSmall {
  const gap = gapOf(area);
  const least = MIN_WIDTH * rem;
  const width = Math.round(clamp(area.width * BESIDE_SHARE, least, MAX_BESIDE_WIDTH * rem));
  const rows = Math.max(1, cellsIn({ width, height: area.height }, width, gap));
  const twoColumns = 2 * least + gap;
  const isTwo = wanted > rows && twoColumns <= area.width * MAX_BESIDE_SHARE[source];
  const strip = { width: isTwo ? twoColumns : width, height: area.height };
  const room = isTwo ? cellsIn(strip, least, gap) : Math.max(rows, 2);
  // Two fewer in two columns: an odd one would stand alone in the last row.
  const count = Math.min(wanted, room, MAX_TILES - (isTwo ? 2 : 1));
  const fit = fitColumns(isTwo ? 2 : 1, count, strip, gap, HIGHEST);
  const left = area.width - strip.width;
  return {
    large: { left: 0, top: 0, width: left - gap, height: area.height },
    small: boxesOf(count, fit, strip, gap).map((box) => ({ ...box, left: box.left + left })),
  };
}

/** A shared screen is as high as its width can fill; undefined where that leaves too little for the others. */
function belowScreen(wanted: number, area: Area, rem: number): LargeAndSmall | undefined {
  const gap = gapOf(area);
  const height = Math.round(area.width / HIGHEST + SCREEN_TOOLS_HEIGHT * rem);
  const strip = { width: area.width, height: area.height - height - gap };
  if (strip.height < BELOW_HEIGHT * rem) return undefined;
  const small = gridOf(Math.min(wanted, MAX_TILES - 1), strip, rem);
  return {
    large: { left: 0, top: 0, width: area.width, height },
    small: small.map((box) => ({ ...box, top: box.top + height + gap })),
  };
}

function belowAt(wanted: number, area: Area, rem: number): LargeAndSmall {
  const gap = gapOf(area);
  const height = Math.floor(Math.min(BELOW_HEIGHT * rem, area.height * 0.33));
  const columnsOf = (least: number) => Math.floor((area.width + gap) / (least + gap));
  const roomy = columnsOf(MIN_WIDTH * rem);
  const perRow = Math.max(1, roomy >= MIN_TILES ? roomy : columnsOf(MIN_WIDTH_TIGHT * rem));
  const fitting = Math.floor((area.height * MAX_BELOW_SHARE + gap) / (height + gap));
  const count = Math.min(wanted, perRow * clamp(fitting, 1, MAX_BELOW_ROWS), MAX_TILES - 1);
  const rows = Math.ceil(count / perRow);
  const strip = { width: area.width, height: rows * (height + gap) - gap };
  const fit = fitColumns(Math.ceil(count / rows), count, strip, gap, HIGHEST);
  const top = area.height - strip.height;
  return {
    large: { left: 0, top: 0, width: area.width, height: top - gap },
    small: boxesOf(count, fit, strip, gap).map((box) => ({ ...box, top: box.top + top })),
  };
}

interface Fit extends Area {
  columns: number;
}

function fitColumns(columns: number, count: number, area: Area, gap: number, highest: number): Fit {
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.max(0, Math.floor((area.width - gap * (columns - 1)) / columns));
  const cellHeight = Math.max(0, Math.floor((area.height - gap * (rows - 1)) / rows));
  const width = Math.min(cellWidth, Math.floor(cellHeight * WIDEST));
  return { columns, width, height: Math.min(cellHeight, Math.floor(width / highest)) };
}

/** In the middle of the area, and each row in the middle of it. */
export function boxesOf(
  count: number,
  { columns, width, height }: Fit,
  area: Area,
  gap: number,
): Box[] {
  const rows = Math.ceil(count / columns);
  const top = Math.floor((area.height - rows * (height + gap) + gap) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = Math.floor((area.width - inRow * (width + gap) + gap) / 2);
    return {
      left: left + (index % columns) * (width + gap),
      top: top + row * (height + gap),
      width,
      height,
    };
  });
}

/** How many of the widest tiles of that width there is room for. */
function cellsIn(area: Area, width: number, gap: number): number {
  const columns = Math.floor((area.width + gap) / (width + gap));
  return columns * Math.floor((area.height + gap) / (width / WIDEST + gap));
}

export const clamp = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most);
