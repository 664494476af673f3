// The places on the page where somebody's picture is shown: registered as they are drawn, measured by `watching.ts`.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { createStore } from 'zustand/vanilla';

export interface VideoTile {
  element: HTMLElement;
  participantId: ParticipantId;
  source: VideoSource;
}

interface VideoTilesState {
  tiles: readonly VideoTile[];
  /** Something lies over all of them, such as a sheet on a phone. */
  isCovered: boolean;
}

export type VideoTiles = ReturnType<typeof createVideoTiles>;

export function createVideoTiles() {
  const store = createStore<VideoTilesState>()(() => ({ tiles: [], isCovered: false }));
  return {
    store,
    /** @returns what takes it out again. */
    add(tile: VideoTile): () => void {
      store.setState(({ tiles }) => ({ tiles: [...tiles, tile] }));
      return () => store.setState(({ tiles }) => ({ tiles: tiles.filter((one) => one !== tile) }));
    },
    setCovered: (isCovered: boolean) => store.setState({ isCovered }),
  };
}
