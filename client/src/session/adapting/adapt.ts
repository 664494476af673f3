// For as long as one is in the meeting: asks for no more than the page shows and the computer can keep up with, and
// for another way when nothing comes any more.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { InboundCounts } from '../../media/receiving.ts';
import type { MeetingStore, RemoteTrack } from '../meetingStore.ts';
import type { PictureTiles } from '../pictureTiles.ts';
import { startLifeline } from './lifeline.ts';
import { createStrain, type StrainLevel } from './strain.ts';
import { type StrainWatch, startStrainWatch } from './strainWatch.ts';
import { startWatching } from './watching.ts';

/** The largest camera picture at each level; a shared screen is left as it is, since it has to be read. */
const HIGHEST: Record<StrainLevel, VideoSize> = {
  0: 'large',
  1: 'medium',
  2: 'small',
  3: 'small',
};

/** A track that was told of has begun to come by then. */
const STARTS_WITHIN_MS = 1_500;

export interface AdaptingParts {
  store: MeetingStore;
  tiles: PictureTiles;
  counts(): Promise<InboundCounts>;
  send(pictures: RequestBody<'setVideoSizes'>['pictures']): void;
  /** Grows for as long as anything comes. */
  lastPacketStamp(): number;
  restartIce(): void;
}

export interface Adapting {
  /** No picture of that person has been asked for, so none comes. */
  isUnseen(id: ParticipantId): boolean;
  /** To a server that may not have heard. */
  tellAgain(): void;
  stop(): void;
}

export function startAdapting(parts: AdaptingParts): Adapting {
  const { store, tiles, counts, send } = parts;
  let level: StrainLevel = 0;

  const watching = startWatching({
    tiles,
    send,
    highest({ source }) {
      if (store.getState().pictures !== 'shown') return 'none';
      return source === 'screen' ? 'large' : HIGHEST[level];
    },
  });

  const strainWatch: StrainWatch = startStrainWatch({
    counts,
    strain: createStrain(navigator.hardwareConcurrency),
    changed(now) {
      level = now;
      // Smaller is not enough: before the sound suffers, the pictures go.
      if (level === 3 && store.getState().pictures === 'shown')
        store.setState({ pictures: 'offByStrain' });
      watching.lookAgain();
    },
  });
  const unsubscribe = store.subscribe(({ pictures }, before) => {
    if (pictures !== before.pictures) watching.lookAgain();
  });

  const lifeline = startLifeline({
    stamp: parts.lastPacketStamp,
    expected() {
      const { others, suppressedIds, linkedPhone } = store.getState();
      const isSeen = others.some(
        ({ id, tracks }) => isDue(tracks.camera) && !watching.isUnseen(id, 'camera'),
      );
      if (isSeen) return 'picture';
      const isHeard = others.some(
        ({ id, tracks }) => isDue(tracks.microphone) && !suppressedIds.includes(id),
      );
      return isHeard && linkedPhone === null ? 'sound' : 'nothing';
    },
    restartIce: parts.restartIce,
    now: () => performance.now(),
  });

  return {
    isUnseen: (id) => watching.isUnseen(id, 'camera'),
    tellAgain() {
      watching.tellAgain();
      lifeline.lookNow();
    },
    stop() {
      unsubscribe();
      lifeline.stop();
      strainWatch.stop();
      watching.stop();
    },
  };
}

const isDue = (track: RemoteTrack | undefined) =>
  track?.mediaTrack !== undefined &&
  !track.isPaused &&
  performance.now() - track.startedAt > STARTS_WITHIN_MS;
