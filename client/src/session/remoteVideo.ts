// Others' pictures on this page: where they are shown, and whether at all; no more of them is received.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Adaptation, AdaptationDeps } from './adaptation/adapt.ts';
import { createVideoTiles, type VideoTiles } from './videoTiles.ts';

/** What views may do. */
export interface RemoteVideo {
  tiles: VideoTiles;
  /** Off, only sound is received. */
  setShown(isShown: boolean): void;
}

export interface RemoteVideoOfSession extends RemoteVideo {
  /** In the meeting, for the first time or again. */
  joined(): void;
  /** The place of that person's picture is out of view, and so none is sent here. */
  isUnseen(id: ParticipantId): boolean;
  /** To a server that may not have heard. */
  resend(): void;
  stop(): void;
}

/** The first pictures come before what chooses among them. */
const FETCH_AFTER_MS = 500;

export function createRemoteVideo(parts: Omit<AdaptationDeps, 'tiles'>): RemoteVideoOfSession {
  const { store } = parts;
  const tiles = createVideoTiles();
  let adaptation: Adaptation | undefined;
  let isAsked = false;
  let isStopped = false;

  async function start(): Promise<void> {
    if (isStopped) return;
    const { startAdaptation } = await import('./adaptation/adapt.ts');
    if (!isStopped) adaptation = startAdaptation({ ...parts, tiles });
  }

  return {
    tiles,
    setShown: (isShown) => store.setState({ remoteVideo: isShown ? 'shown' : 'offByChoice' }),
    joined() {
      adaptation?.resend();
      if (isAsked) return;
      isAsked = true;
      // Without it the meeting works as well; the next join tries once more.
      setTimeout(() => void start().catch(() => (isAsked = false)), FETCH_AFTER_MS);
    },
    isUnseen: (id) => adaptation?.isUnseen(id) === true,
    resend: () => adaptation?.resend(),
    stop() {
      isStopped = true;
      adaptation?.stop();
    },
  };
}
