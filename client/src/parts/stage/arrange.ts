// Shares out the places of the stage: how many others are seen, where oneself is, and whether somebody is left over.
import type { StageItem } from '../../session/layout.ts';
import { type Area, besideOf, type Box, gridOf, MAX_TILES } from './fitTiles.ts';

export interface MeasuredArea extends Area {
  /** The size of the root's text. */
  rem: number;
}

export interface StageContent {
  /** How many tiles the others have. */
  others: number;
  /** What is large; undefined when all tiles have the same size. */
  large: StageItem['source'] | undefined;
  /** `floating` over the only other tile. */
  own: 'tile' | 'floating';
}

export interface Arrangement {
  /** How many of the others' tiles there is room for, the large one among them. */
  seats: number;
  /** There is not room for all: the last place tells how many more there are. */
  isMore: boolean;
  /** @param isLarge for each seat, in order. @returns CSS that puts each in its place. */
  stylesOf(isLarge: readonly boolean[]): StageStyles;
}

interface StageStyles {
  seats: (string | undefined)[];
  /** Undefined where there is no room for oneself. */
  own: string | undefined;
  more: string | undefined;
}

/** @param area undefined until it has been measured. */
export function arrange(
  area: MeasuredArea | undefined,
  { others, large, own }: StageContent,
): Arrangement {
  if (area === undefined) {
    const seats = Math.min(others, MAX_TILES);
    return { seats, isMore: false, stylesOf: () => ({ seats: [], own: '', more: undefined }) };
  }
  const wanted = others - (large ? 1 : 0) + (own === 'tile' ? 1 : 0);
  const { large: largeBox, small } = large
    ? besideOf(wanted, area, area.rem, large)
    : { large: undefined, small: gridOf(wanted, area, area.rem) };
  // Without a place for that, the number at the top right tells it.
  const isMore = small.length > 0 && small.length < wanted;
  // Of two places, somebody else is worth more than oneself.
  const hasOwnBox = own === 'tile' && !(isMore && small.length < 3);
  const places = small.length - (hasOwnBox ? 1 : 0) - (isMore ? 1 : 0);
  return {
    seats: Math.max(0, places) + (large ? 1 : 0),
    isMore,
    stylesOf(isLarge) {
      const boxes = [...small];
      const seats = isLarge.map((one) => styleOf(one ? largeBox : boxes.shift()));
      if (own === 'floating') return { seats, own: marginsOf(small[0]), more: undefined };
      const ownStyle = hasOwnBox ? styleOf(boxes.shift()) : undefined;
      return { seats, own: ownStyle, more: styleOf(boxes.shift()) };
    },
  };
}

/** A text, so that a view whose place is the same need not render again. */
const styleOf = (box: Box | undefined): string | undefined =>
  box && `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px`;

/** What lies beside the only tile and above it, for a picture that floats in one of its corners. */
const marginsOf = (box: Box | undefined): string =>
  box ? `--beside:${box.left}px;--above:${box.top}px` : '';
