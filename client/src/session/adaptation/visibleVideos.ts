// Measures which videos this page shows and how large, and requests those sizes; the server sends no more than that.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import type { VideoTile, VideoTiles } from '../videoTiles.ts';
import { isLarger, shownSizeOf, smallerOf } from './shownSize.ts';

/** Tiles that change together share one request. */
const SEND_AFTER_MS = 50;
/** After scrolling past, or a glance at another tab, the video is still there. */
const LOWER_AFTER_MS = 2_000;
/** Tiles are requested shortly before they scroll into view. */
const NEAR = '25%';

type Pictures = RequestBody<'setVideoSizes'>['pictures'];

export interface VisibleVideosDeps {
  tiles: VideoTiles;
  /** The largest size allowed for a tile; called whenever it is measured. */
  highest(tile: VideoTile): VideoSize;
  send(pictures: Pictures): void;
}

export interface VisibleVideos {
  /** That video has not been requested, so it does not arrive. */
  isUnseen(participantId: ParticipantId, source: VideoSource): boolean;
  /** `highest` may have changed. */
  measureAgain(): void;
  /** Sends all sizes again, to a server that may not have received them. */
  resend(): void;
  stop(): void;
}

interface Seen {
  isNear: boolean;
  height: number;
  requested: VideoSize | undefined;
  lowering: ReturnType<typeof setTimeout> | undefined;
}

export function watchVisibleVideos({ tiles, highest, send }: VisibleVideosDeps): VisibleVideos {
  const seen = new Map<VideoTile, Seen>();
  const pending = new Set<VideoTile>();
  let sending: ReturnType<typeof setTimeout> | undefined;

  const nearness = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        change(target, (one) => (one.isNear = isIntersecting));
    },
    { rootMargin: NEAR },
  );
  const heights = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      change(target, (one) => (one.height = contentRect.height));
  });

  function change(element: Element, set: (one: Seen) => void): void {
    for (const [tile, one] of seen) {
      if (tile.element !== element) continue;
      set(one);
      look(tile, one);
    }
  }

  function sizeOf(tile: VideoTile, { isNear, height, requested }: Seen): VideoSize {
    const isUnseen =
      tile.element === undefined || !isNear || tiles.store.getState().isCovered || document.hidden;
    if (isUnseen) return 'none';
    return smallerOf(shownSizeOf(height, devicePixelRatio, requested), highest(tile));
  }

  function look(tile: VideoTile, one: Seen): void {
    // Unknown until both observers have reported.
    if (one.height === 0 && tile.element) return;
    const size = sizeOf(tile, one);
    if (one.requested !== undefined && isLarger(one.requested, size)) {
      one.lowering ??= setTimeout(() => {
        one.lowering = undefined;
        if (sizeOf(tile, one) !== one.requested) request(tile);
      }, LOWER_AFTER_MS);
      return;
    }
    clearTimeout(one.lowering);
    one.lowering = undefined;
    if (one.requested !== size) request(tile);
  }

  function request(tile: VideoTile): void {
    pending.add(tile);
    sending ??= setTimeout(() => {
      sending = undefined;
      const pictures = [...pending].flatMap((each): Pictures => {
        const one = seen.get(each);
        if (one === undefined) return [];
        one.requested = sizeOf(each, one);
        return [{ participantId: each.participantId, source: each.source, size: one.requested }];
      });
      pending.clear();
      if (pictures.length > 0) send(pictures);
    }, SEND_AFTER_MS);
  }

  function update(): void {
    const now = new Set(tiles.store.getState().tiles);
    for (const [tile, one] of seen) {
      if (now.has(tile)) continue;
      clearTimeout(one.lowering);
      seen.delete(tile);
      if (!tile.element) continue;
      nearness.unobserve(tile.element);
      heights.unobserve(tile.element);
    }
    for (const tile of now) {
      if (seen.has(tile)) continue;
      seen.set(tile, { isNear: true, height: 0, requested: undefined, lowering: undefined });
      if (!tile.element) continue;
      nearness.observe(tile.element);
      heights.observe(tile.element);
    }
    lookAgain();
  }

  function lookAgain(): void {
    for (const [tile, one] of seen) look(tile, one);
  }

  const unsubscribe = tiles.store.subscribe(update);
  document.addEventListener('visibilitychange', lookAgain);
  update();

  return {
    isUnseen: (participantId, source) =>
      [...seen].some(
        ([tile, { requested }]) =>
          tile.participantId === participantId && tile.source === source && requested === 'none',
      ),
    measureAgain: lookAgain,
    resend() {
      for (const tile of seen.keys()) request(tile);
    },
    stop() {
      unsubscribe();
      document.removeEventListener('visibilitychange', lookAgain);
      nearness.disconnect();
      heights.disconnect();
      clearTimeout(sending);
      for (const { lowering } of seen.values()) clearTimeout(lowering);
    },
  };
}
