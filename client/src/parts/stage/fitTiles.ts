// How large the tiles can be if all of them are to be visible.
export interface TileFit {
  columns: number;
  width: number;
  height: number;
}

/** From the widest to the tallest aspect ratio; in between a tile fills the space there is. */
const WIDEST = 16 / 9;
const HIGHEST = 4 / 3;
/** On a phone in portrait, where videos are in portrait too. */
const HIGHEST_UPRIGHT = 1;
/** Narrower than this faces are unrecognizable: then the tiles scroll instead. */
const MIN_WIDTH = 150;

/** The number of columns that gives the largest tiles for `count` people in the given area. */
export function fitTiles(
  count: number,
  area: { width: number; height: number },
  gap: number,
): TileFit {
  const maxColumns = Math.max(
    1,
    Math.min(count, Math.floor((area.width + gap) / (MIN_WIDTH + gap))),
  );
  let best: TileFit | undefined;
  for (let columns = 1; columns <= maxColumns; columns += 1) {
    const fit = fitColumns(columns, Math.ceil(count / columns), area, gap);
    if (!best || fit.width * fit.height > best.width * best.height) best = fit;
  }
  return best && best.width >= Math.min(MIN_WIDTH, area.width)
    ? best
    : scrolling(area, maxColumns, gap);
}

function fitColumns(
  columns: number,
  rows: number,
  area: { width: number; height: number },
  gap: number,
): TileFit {
  const cellWidth = Math.floor((area.width - gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, Math.floor((area.height - gap * (rows - 1)) / rows));
  const width = Math.min(cellWidth, Math.floor(cellHeight * WIDEST));
  const highest = area.height > area.width ? HIGHEST_UPRIGHT : HIGHEST;
  return { columns, width, height: Math.min(cellHeight, Math.floor(width / highest)) };
}

function scrolling(area: { width: number }, columns: number, gap: number): TileFit {
  const width = Math.floor((area.width - gap * (columns - 1)) / columns);
  return { columns, width, height: Math.floor(width / WIDEST) };
}
