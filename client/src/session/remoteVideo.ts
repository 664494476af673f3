// Others' video on this page: which tiles show it, and whether it is shown at all. Only that much is received.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Adaptation, AdaptationDeps } from './adaptation/adapt.ts';
import { createVideoTiles, type VideoTiles } from './videoTiles.ts';

/** What views use. */
export interface RemoteVideo {
  tiles: VideoTiles;
  /** When off, only audio is received. */
  setShown(isShown: boolean): void;
}

export interface RemoteVideoOfSession extends RemoteVideo {
  /** After each join: the first, or a reconnect. */
  joined(): void;
  /** That person's tile is out of view, so their video is not sent here. */
  isUnseen(id: ParticipantId): boolean;
  /** Sends the requested sizes again, to a server that may not have received them. */
  resend(): void;
  stop(): void;
}

/** The first videos take precedence over the code that chooses among them. */
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
      // The meeting works without it; the next join tries again.
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
