// Shares out the places of the stage: how many others are seen, where oneself is, and whether somebody is left over.
import type { StageItem } from '../../session/layout.ts';
import { type Area, besideOf, type Box, gridOf, MAX_TILES } from './fitTiles.ts';

export interface MeasuredArea extends Area {
  /** The size of the root's text. */
  rem: number;
}

/** One of what is large. */
export type LargeTile = Pick<StageItem, 'source'> & {
  participant: Pick<StageItem['participant'], 'isSigning'>;
};

/** Between what is largest and what is large beside it, or below. */
export interface Divider {
  box: Box;
  isUpright: boolean;
  /** The part of the stage that is beside or below, as a percentage. */
  percent: number;
  least: number;
  most: number;
}

export interface StageContent {
  /** How many tiles the others have. */
  others: number;
  /** What is large, the largest first; empty when all tiles have the same size. */
  large: readonly LargeTile[];
  /** `floating` over the only other tile. */
  own: 'tile' | 'floating';
}

export interface Arrangement {
  /** How many of the others' tiles there is room for, the large one among them. */
  seats: number;
  /** There is not room for all: the last place tells how many more there are. */
  isMore: boolean;
  /**
   * @param largeAt for each seat, in order, its place among what is large; -1 for the others.
   * @returns CSS that puts each in its place.
   */
  stylesOf(largeAt: readonly number[]): StageStyles;
  /** Where what is large can be resized. */
  divider: Divider | undefined;
}

interface StageStyles {
  seats: (string | undefined)[];
  /** Undefined where there is no room for oneself. */
  own: string | undefined;
  more: string | undefined;
}

/** What is large, where there are several, and the others beside them (`fitSeveral.ts`). */
export type FitSeveral = (
  wanted: number,
  area: MeasuredArea,
  large: readonly LargeTile[],
) => { large: Box[]; small: Box[]; divider?: Divider | undefined };

/**
 * @param area undefined until it has been measured.
 * @param fitSeveral for what is large, if that is more than one.
 */
export function arrange(
  area: MeasuredArea | undefined,
  { others, large, own }: StageContent,
  fitSeveral?: FitSeveral,
): Arrangement {
  if (area === undefined) {
    const seats = Math.min(others, MAX_TILES);
    return {
      seats,
      isMore: false,
      divider: undefined,
      stylesOf: () => ({ seats: [], own: '', more: undefined }),
    };
  }
  const wanted = others - large.length + (own === 'tile' ? 1 : 0);
  const {
    large: largeBoxes,
    small,
    divider,
  } = large.length > 1 && fitSeveral
    ? fitSeveral(wanted, area, large)
    : fitOne(wanted, area, large[0]);
  // Without a place for that, the number at the top right tells it.
  const isMore = small.length > 0 && small.length < wanted;
  // Of two places, somebody else is worth more than oneself.
  const hasOwnBox = own === 'tile' && !(isMore && small.length < 3);
  const places = small.length - (hasOwnBox ? 1 : 0) - (isMore ? 1 : 0);
  return {
    seats: Math.max(0, places) + large.length,
    isMore,
    divider,
    stylesOf(largeAt) {
      const boxes = [...small];
      const seats = largeAt.map((at) => styleOf(at < 0 ? boxes.shift() : largeBoxes[at]));
      if (own === 'floating') return { seats, own: marginsOf(small[0]), more: undefined };
      const ownStyle = hasOwnBox ? styleOf(boxes.shift()) : undefined;
      return { seats, own: ownStyle, more: styleOf(boxes.shift()) };
    },
  };
}

function fitOne(
  wanted: number,
  area: MeasuredArea,
  one: LargeTile | undefined,
): ReturnType<FitSeveral> {
  if (one === undefined) return { large: [], small: gridOf(wanted, area, area.rem) };
  const { large, small } = besideOf(wanted, area, area.rem, one.source);
  return { large: [large], small };
}

/** A text, so that a view whose place is the same need not render again. */
export const styleOf = (box: Box | undefined): string | undefined =>
  box && `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px`;

/** What lies beside the only tile and above it, for a picture that floats in one of its corners. */
const marginsOf = (box: Box | undefined): string =>
  box ? `--beside:${box.left}px;--above:${box.top}px` : '';
