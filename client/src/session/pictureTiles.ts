// The places on the page where somebody's picture is shown: registered as they are drawn, measured by `watching.ts`.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { createStore } from 'zustand/vanilla';

export interface PictureTile {
  element: HTMLElement;
  participantId: ParticipantId;
  source: VideoSource;
}

interface PictureTilesState {
  tiles: readonly PictureTile[];
  /** Something lies over all of them, such as a sheet on a phone. */
  isCovered: boolean;
}

export type PictureTiles = ReturnType<typeof createPictureTiles>;

export function createPictureTiles() {
  const store = createStore<PictureTilesState>()(() => ({ tiles: [], isCovered: false }));
  return {
    store,
    /** @returns what takes it out again. */
    add(tile: PictureTile): () => void {
      store.setState(({ tiles }) => ({ tiles: [...tiles, tile] }));
      return () => store.setState(({ tiles }) => ({ tiles: tiles.filter((one) => one !== tile) }));
    },
    setCovered: (isCovered: boolean) => store.setState({ isCovered }),
  };
}
