// Which videos a page on a laptop shows, and how large, by the page's own layout rules.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { shownSizeOf } from '../../client/src/session/adaptation/shownSize.ts';
import { fitTiles } from '../../client/src/parts/stage/fitTiles.ts';

/** The stage of a 1280 × 720 browser window on such a screen, in CSS pixels. */
export const AREA = { width: 1256, height: 620 };
export const GAP = 12;
/** With more than this one is large (`client/src/session/layout.ts`). */
export const MANY = 8;
/** Height of the others: 120 pixels (`client/src/styles/tiles.css`), of which a quarter more is prefetched. */
const BESIDE = Math.ceil((AREA.height * 1.25) / (120 + GAP));

/**
 * @param others participants with a camera, in the order they joined.
 * @param speakerId the current speaker; undefined: nobody.
 */
export function sizesOnLaptop(
  others: readonly ParticipantId[],
  speakerId: ParticipantId | undefined,
): Map<ParticipantId, VideoSize> {
  if (others.length <= MANY) {
    const { height } = fitTiles(Math.max(others.length, 1), AREA, GAP);
    const size = shownSizeOf(height, 1, undefined);
    return new Map(others.map((id) => [id, size]));
  }
  const large = others.find((id) => id === speakerId) ?? others[0];
  const beside = others.filter((id) => id !== large);
  return new Map(
    others.map((id) => {
      if (id === large) return [id, 'large'];
      return [id, beside.indexOf(id) < BESIDE ? 'small' : 'none'];
    }),
  );
}
