// Which pictures a page on a laptop shows, and how large, by the page's own rules for tiles.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { shownSizeOf } from '../../client/src/session/adaptation/shownSize.ts';
import { fitTiles } from '../../client/src/parts/stage/fitTiles.ts';

/** The stage of a browser of 1280 × 720 on such a screen, in CSS pixels. */
export const AREA = { width: 1256, height: 620 };
export const GAP = 12;
/** With more than these one stands large (`client/src/session/layout.ts`). */
export const MANY = 8;
/** Of those beside it: 120 pixels each (`client/src/styles/tiles.css`), and a quarter more is fetched ahead. */
const BESIDE = Math.ceil((AREA.height * 1.25) / (120 + GAP));

/**
 * @param others who send a camera, in the order they came.
 * @param speakerId who is listened to; undefined: nobody.
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
