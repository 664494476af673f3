// Which videos a page on a laptop shows, and how large, by the page's own layout rules.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { shownSizeOf } from '../../client/src/session/adaptation/shownSize.ts';
import { type Box, gridOf } from '../../client/src/parts/stage/fitTiles.ts';

/** The stage of a 1280 × 720 browser window on such a screen, in CSS pixels. */
const AREA = { width: 1256, height: 620 };
const REM = 18;

/**
 * The tiles of the others: with more than one, oneself is one more tile; where there is not room for all, the last
 * tells how many more there are.
 */
export function tilesOnLaptop(others: number): Box[] {
  const wanted = others > 1 ? others + 1 : Math.max(others, 1);
  const boxes = gridOf(wanted, AREA, REM);
  return boxes.slice(0, boxes.length < wanted ? boxes.length - 2 : others);
}

/**
 * @param others participants with a camera, in the order they joined.
 * @param speakerId the current speaker; undefined: nobody.
 */
export function sizesOnLaptop(
  others: readonly ParticipantId[],
  speakerId: ParticipantId | undefined,
): Map<ParticipantId, VideoSize> {
  const tiles = tilesOnLaptop(others.length);
  const size = shownSizeOf(tiles[0]?.height ?? 0, 1, undefined);
  const first = others.slice(0, tiles.length);
  const isUnseen = speakerId !== undefined && !first.includes(speakerId);
  const shown = new Set(isUnseen ? [...first.slice(0, -1), speakerId] : first);
  return new Map(others.map((id) => [id, shown.has(id) ? size : 'none']));
}
