// Others' pictures on this page: where they are shown, and whether at all; no more of them is received.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Adapting, AdaptingParts } from './adapting/adapt.ts';
import { createPictureTiles, type PictureTiles } from './pictureTiles.ts';

/** What views may do. */
export interface Pictures {
  tiles: PictureTiles;
  /** Off, only sound is received. */
  setShown(isShown: boolean): void;
}

export interface PicturesOfSession extends Pictures {
  /** In the meeting, for the first time or again. */
  joined(): void;
  /** The place of that person's picture is out of view, and so none is sent here. */
  isUnseen(id: ParticipantId): boolean;
  /** To a server that may not have heard. */
  tellAgain(): void;
  stop(): void;
}

/** The first pictures come before what chooses among them. */
const FETCH_AFTER_MS = 500;

export function createPictures(parts: Omit<AdaptingParts, 'tiles'>): PicturesOfSession {
  const { store } = parts;
  const tiles = createPictureTiles();
  let adapting: Adapting | undefined;
  let isAsked = false;
  let isStopped = false;

  async function start(): Promise<void> {
    if (isStopped) return;
    const { startAdapting } = await import('./adapting/adapt.ts');
    if (!isStopped) adapting = startAdapting({ ...parts, tiles });
  }

  return {
    tiles,
    setShown: (isShown) => store.setState({ pictures: isShown ? 'shown' : 'offByChoice' }),
    joined() {
      adapting?.tellAgain();
      if (isAsked) return;
      isAsked = true;
      // Without it the meeting works as well; the next join tries once more.
      setTimeout(() => void start().catch(() => (isAsked = false)), FETCH_AFTER_MS);
    },
    isUnseen: (id) => adapting?.isUnseen(id) === true,
    tellAgain: () => adapting?.tellAgain(),
    stop() {
      isStopped = true;
      adapting?.stop();
    },
  };
}
