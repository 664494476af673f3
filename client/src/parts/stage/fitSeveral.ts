// Where several large tiles lie: one beside the other; or beside a shared screen, with room for signs, and for the others.
import type { Divider, FitSeveral, LargeTile, MeasuredArea } from './arrange.ts';
import {
  type Area,
  besideOf,
  bestFit,
  type Box,
  boxesOf,
  clamp,
  gapOf,
  gridOf,
  HIGHEST,
  SCREEN_TOOLS_HEIGHT,
  WIDEST,
} from './fitTiles.ts';

/** Of the width of the stage: somebody who signs has a third of the window, which is a little wider. */
const SIGNING_SHARE = 0.345;
/** A third of a laptop's window, in pixels: also while a panel takes part of it, as long as that leaves half. */
const SIGNING_WIDTH = 427;
/** So high that fingers can be read, in pixels. */
const SIGNING_HEIGHT = 360;
const LEAST_SHARE = 0.2;
const MOST_SHARE = 0.7;
/** Below a shared screen, where the stage is upright. */
const BELOW_SHARE = 0.45;
/** In rem: the row of the others, and the lowest stage that has one. */
const ROW_HEIGHT = 5;
const MIN_HEIGHT_WITH_ROW = 24;
/** The divider lies in the gap, and reaches a little over its edges so that a finger finds it. */
const DIVIDER_PX = 24;

const isSigner = ({ source, participant }: LargeTile): boolean =>
  source === 'camera' && participant.isSigning === true;

interface Fitted {
  large: Box[];
  small: Box[];
  divider?: Divider | undefined;
}

/** @param percent how the stage is divided, as chosen; 0 for as little beside as may be. */
export function fitSeveral(percent: number, ...where: Parameters<FitSeveral>): Fitted {
  const [wanted, area, large] = where;
  if (large[0]?.source !== 'screen') return fitCameras(wanted, area, large.length);
  return area.height > area.width
    ? fitBelow(percent, wanted, area, large)
    : fitBeside(percent, wanted, area, large);
}

/** People alone: side by side, or one above the other. */
function fitCameras(wanted: number, area: MeasuredArea, count: number): Fitted {
  const { large, small } = besideOf(wanted, area, area.rem, 'camera');
  return { large: moved(cellsOf(count, large), large), small };
}

function fitBeside(
  percent: number,
  wanted: number,
  area: MeasuredArea,
  [, ...beside]: readonly LargeTile[],
): Fitted {
  const gap = gapOf(area);
  const isSigned = beside.some(isSigner);
  const least = isSigned
    ? Math.max(area.width * SIGNING_SHARE, Math.min(SIGNING_WIDTH, area.width / 2))
    : area.width * LEAST_SHARE;
  const most = area.width * MOST_SHARE;
  const width = Math.round(clamp((area.width * percent) / 100, least, most));
  const left = area.width - width;
  const main: Box = { left: 0, top: 0, width: left - gap, height: area.height };
  const column: Box = { left, top: 0, width, height: area.height };
  const row = Math.round(ROW_HEIGHT * area.rem);
  const room = { ...main };
  let cells = columnOf(beside, column, gap);
  let small: Box[] = [];

  const used = Math.max(...cells.map(bottomOf));
  const belowCells = area.height - used - gap;
  const belowScreen = area.height - heightOfScreen(main, area.rem) - gap;
  if (wanted === 0) cells = moved(cells, { left: 0, top: Math.floor((area.height - used) / 2) });
  else if (belowCells >= row) {
    const strip = { left, top: used + gap, width, height: belowCells };
    small = moved(gridOf(wanted, strip, area.rem), strip);
  } else if (belowScreen >= row || area.height >= MIN_HEIGHT_WITH_ROW * area.rem) {
    const height = Math.max(row, belowScreen);
    room.height = area.height - height - gap;
    const strip = { left: 0, top: room.height + gap, width: main.width, height };
    small = moved(gridOf(wanted, strip, area.rem), strip);
  }
  const divider = dividerOf(true, width, least, most, area.width, {
    left: left - gap / 2 - DIVIDER_PX / 2,
    top: 0,
    width: DIVIDER_PX,
    height: area.height,
  });
  return { large: [room, ...cells], small, divider };
}

function fitBelow(
  percent: number,
  wanted: number,
  area: MeasuredArea,
  [, ...beside]: readonly LargeTile[],
): Fitted {
  const gap = gapOf(area);
  const hasRow = wanted > 0 && area.height >= MIN_HEIGHT_WITH_ROW * area.rem;
  const free = area.height - (hasRow ? Math.round(ROW_HEIGHT * area.rem) + gap : 0);
  const screen = heightOfScreen(area, area.rem);
  const least = area.height * LEAST_SHARE;
  const most = Math.min(area.height * MOST_SHARE, free - gap - least);
  const natural = Math.max(free - screen - gap, area.height * BELOW_SHARE);
  // What one picture cannot fill is for the others.
  const useful = hasRow && beside.length === 1 ? area.width / HIGHEST : natural;
  const wished = percent === 0 ? Math.min(natural, useful) : (area.height * percent) / 100;
  const height = Math.round(clamp(wished, least, most));
  const top = percent === 0 ? Math.min(free - height, screen + gap) : free - height;
  const under = top + height + gap;
  const strip = { left: 0, top: under, width: area.width, height: area.height - under };
  const below = { left: 0, top, width: area.width, height };
  const divider = dividerOf(false, height, least, most, area.height, {
    left: 0,
    top: top - gap / 2 - DIVIDER_PX / 2,
    width: area.width,
    height: DIVIDER_PX,
  });
  return {
    large: [
      { left: 0, top: 0, width: area.width, height: top - gap },
      ...moved(cellsOf(beside.length, below), below),
    ],
    small: hasRow ? moved(gridOf(wanted, strip, area.rem), strip) : [],
    divider,
  };
}

/** Who signs is first, and as high as can be read; the others share what is left of the column. */
function columnOf(beside: readonly LargeTile[], column: Box, gap: number): Box[] {
  const { width, height } = column;
  const [first] = beside;
  const high = Math.round(Math.max(SIGNING_HEIGHT, width / HIGHEST));
  if (beside.length === 1) return [{ ...column, height: Math.min(height, high) }];
  const rest = height - SIGNING_HEIGHT - gap;
  if (!first || !isSigner(first) || rest < SIGNING_HEIGHT / 2)
    return moved(cellsOf(beside.length, column), column);
  const below = { ...column, top: SIGNING_HEIGHT + gap, height: rest };
  return [
    { ...column, height: SIGNING_HEIGHT },
    ...moved(cellsOf(beside.length - 1, below), below),
  ];
}

const cellsOf = (count: number, area: Area): Box[] =>
  boxesOf(count, bestFit(count, area, gapOf(area)), area, gapOf(area));

const moved = (boxes: Box[], { left, top }: Pick<Box, 'left' | 'top'>): Box[] =>
  boxes.map((box) => ({ ...box, left: box.left + left, top: box.top + top }));

const bottomOf = ({ top, height }: Box) => top + height;

const heightOfScreen = ({ width }: Area, rem: number) =>
  Math.round(width / WIDEST + SCREEN_TOOLS_HEIGHT * rem);

function dividerOf(
  isUpright: boolean,
  size: number,
  least: number,
  most: number,
  whole: number,
  box: Box,
): Divider {
  const inPercent = (length: number) => Math.floor((length / whole) * 100);
  return {
    box,
    isUpright,
    percent: Math.round((size / whole) * 100),
    least: inPercent(least),
    most: inPercent(most),
  };
}
