// Measures which videos this page shows and how large, and requests those sizes; the server sends no more than that.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { type TrackKey, trackKey } from '../../media/receiving.ts';
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

interface Measured {
  isNear: boolean;
  /** 0 until it is known. */
  height: number;
}

/** Somebody's camera or screen, and where it is shown: the largest of its tiles counts. */
interface Video {
  participantId: ParticipantId;
  source: VideoSource;
  tiles: Map<VideoTile, Measured>;
  requested: VideoSize | undefined;
  lowering: ReturnType<typeof setTimeout> | undefined;
}

const keyOf = ({ participantId, source }: Pick<Video, 'participantId' | 'source'>) =>
  trackKey(participantId, source);

export function watchVisibleVideos({ tiles, highest, send }: VisibleVideosDeps): VisibleVideos {
  const videos = new Map<TrackKey, Video>();
  const pending = new Set<TrackKey>();
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

  function change(element: Element, set: (one: Measured) => void): void {
    for (const video of videos.values()) {
      for (const [tile, one] of video.tiles) {
        if (tile.element !== element) continue;
        set(one);
        look(video);
      }
    }
  }

  function tileSize(tile: VideoTile, { isNear, height }: Measured, video: Video): VideoSize {
    const { element, apartPx } = tile;
    const isUnseen =
      element === undefined || !isNear || tiles.store.getState().isCovered || document.hidden;
    if (isUnseen && apartPx === undefined) return 'none';
    return smallerOf(
      shownSizeOf(apartPx ?? height, devicePixelRatio, video.requested),
      highest(tile),
    );
  }

  function sizeOf(video: Video): VideoSize {
    const sizes = [...video.tiles].map(([tile, one]) => tileSize(tile, one, video));
    return sizes.reduce((one, other) => (isLarger(one, other) ? one : other), 'none');
  }

  function look(video: Video): void {
    // Unknown until both observers have reported.
    if ([...video.tiles].every(([tile, { height }]) => tile.element && height === 0)) return;
    const size = sizeOf(video);
    if (video.requested !== undefined && isLarger(video.requested, size)) {
      video.lowering ??= setTimeout(() => {
        video.lowering = undefined;
        if (sizeOf(video) !== video.requested) request(video);
      }, LOWER_AFTER_MS);
      return;
    }
    clearTimeout(video.lowering);
    video.lowering = undefined;
    if (video.requested !== size) request(video);
  }

  function request(video: Video): void {
    pending.add(keyOf(video));
    sending ??= setTimeout(() => {
      sending = undefined;
      const pictures = [...pending].flatMap((key): Pictures => {
        const one = videos.get(key);
        if (one === undefined) return [];
        one.requested = sizeOf(one);
        return [{ participantId: one.participantId, source: one.source, size: one.requested }];
      });
      pending.clear();
      if (pictures.length > 0) send(pictures);
    }, SEND_AFTER_MS);
  }

  function update(): void {
    const now = new Set(tiles.store.getState().tiles);
    for (const [key, video] of videos) {
      for (const tile of video.tiles.keys()) {
        if (now.has(tile)) continue;
        video.tiles.delete(tile);
        if (!tile.element) continue;
        nearness.unobserve(tile.element);
        heights.unobserve(tile.element);
      }
      if (video.tiles.size > 0) continue;
      clearTimeout(video.lowering);
      videos.delete(key);
    }
    for (const tile of now) {
      const { participantId, source } = tile;
      const key = keyOf(tile);
      const video = videos.get(key) ?? {
        participantId,
        source,
        tiles: new Map(),
        requested: undefined,
        lowering: undefined,
      };
      videos.set(key, video);
      if (video.tiles.has(tile)) continue;
      video.tiles.set(tile, { isNear: true, height: 0 });
      if (!tile.element) continue;
      nearness.observe(tile.element);
      heights.observe(tile.element);
    }
    lookAgain();
  }

  function lookAgain(): void {
    for (const video of videos.values()) look(video);
  }

  const unsubscribe = tiles.store.subscribe(update);
  document.addEventListener('visibilitychange', lookAgain);
  update();

  return {
    isUnseen: (participantId, source) =>
      videos.get(trackKey(participantId, source))?.requested === 'none',
    measureAgain: lookAgain,
    resend() {
      for (const video of videos.values()) request(video);
    },
    stop() {
      unsubscribe();
      document.removeEventListener('visibilitychange', lookAgain);
      nearness.disconnect();
      heights.disconnect();
      clearTimeout(sending);
      for (const { lowering } of videos.values()) clearTimeout(lowering);
    },
  };
}
