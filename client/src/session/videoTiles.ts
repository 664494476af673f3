// The tiles that show somebody's video, on the page or in a small window: registered as they render, measured by
// `visibleVideos.ts`.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { createStore } from 'zustand/vanilla';

export interface VideoTile {
  /** Undefined: it is not shown on the page. */
  element: HTMLElement | undefined;
  /** Its height in a window of its own, in CSS pixels: seen also while the page is not. */
  apartPx?: number;
  participantId: ParticipantId;
  source: VideoSource;
}

interface VideoTilesState {
  tiles: readonly VideoTile[];
  /** Something covers all of them, such as a bottom sheet on a phone. */
  isCovered: boolean;
}

export type VideoTiles = ReturnType<typeof createVideoTiles>;

export function createVideoTiles() {
  const store = createStore<VideoTilesState>()(() => ({ tiles: [], isCovered: false }));
  return {
    store,
    /** @returns a function that removes it. */
    add(tile: VideoTile): () => void {
      store.setState(({ tiles }) => ({ tiles: [...tiles, tile] }));
      return () => store.setState(({ tiles }) => ({ tiles: tiles.filter((one) => one !== tile) }));
    },
    setCovered: (isCovered: boolean) => store.setState({ isCovered }),
  };
}
