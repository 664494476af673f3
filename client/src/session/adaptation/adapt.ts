// Adapts to the page, the CPU and the network: requests no more video than is shown and can be decoded, and
// restarts ICE when media stops.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { SignallingClient } from '../../platform/signallingClient.ts';
import { isPictureShown } from '../isPictureShown.ts';
import type { MediaPreparation } from '../mediaPreparation.ts';
import type { MeetingStore, RemoteTrack } from '../meetingStore.ts';
import type { VideoTiles } from '../videoTiles.ts';
import { startMediaWatchdog } from './mediaWatchdog.ts';
import { createCpuOveruse, type OveruseLevel } from './cpuOveruse.ts';
import { followSigning } from './followSigning.ts';
import { type CpuOveruseMonitor, startCpuOveruseMonitor } from './cpuOveruseMonitor.ts';
import { watchVisibleVideos } from './visibleVideos.ts';

/** The largest camera size at each level. A shared screen keeps its size, since it has to be legible. */
const HIGHEST: Record<OveruseLevel, VideoSize> = {
  0: 'large',
  1: 'medium',
  2: 'small',
  3: 'small',
};

/** By then a newly announced track has started to arrive. */
const STARTS_WITHIN_MS = 1_500;

export interface AdaptationDeps {
  store: MeetingStore;
  tiles: VideoTiles;
  signalling: SignallingClient;
  media: Pick<MediaPreparation, 'counts' | 'current' | 'restartIce' | 'isMoving'>;
  /** Nothing is heard here then. */
  isAudioByPhone(): boolean;
}

export interface Adaptation {
  /** That person's video has not been requested, so it does not arrive. */
  isUnseen(id: ParticipantId): boolean;
  /** Sends the requested sizes again, to a server that may not have received them. */
  resend(): void;
  stop(): void;
}

export function startAdaptation(parts: AdaptationDeps): Adaptation {
  const { store, tiles, signalling, media } = parts;
  let level: OveruseLevel = 0;

  const visibleVideos = watchVisibleVideos({
    tiles,
    send: (pictures) => signalling.send('setVideoSizes', { pictures }),
    highest({ source, participantId }) {
      const { others, remoteVideo } = store.getState();
      const one = others.find(({ id }) => id === participantId);
      if (!isPictureShown(remoteVideo, one ?? {}, source)) return 'none';
      // Fingers have to be legible, too.
      return source === 'screen' || one?.isSigning === true ? 'large' : HIGHEST[level];
    },
  });

  const cpuOveruseMonitor: CpuOveruseMonitor = startCpuOveruseMonitor({
    counts: media.counts,
    levelOf: createCpuOveruse(navigator.hardwareConcurrency),
    changed(now) {
      level = now;
      // Smaller was not enough: the videos are turned off before the audio suffers.
      if (level === 3 && store.getState().remoteVideo === 'shown')
        store.setState({ remoteVideo: 'offByCpuOveruse' });
      visibleVideos.measureAgain();
    },
  });
  const unsubscribe = store.subscribe(({ remoteVideo, others }, before) => {
    const areSigning = (all: typeof others) => String(all.map((one) => one.isSigning));
    const isSame = others === before.others || areSigning(others) === areSigning(before.others);
    if (remoteVideo !== before.remoteVideo || !isSame) visibleVideos.measureAgain();
  });

  const forgetSigning = followSigning(store, media);

  const mediaWatchdog = startMediaWatchdog({
    lastPacketStamp: () => media.current?.connection.lastPacketStamp ?? 0,
    silentForMs: async () => media.current?.connection.silentForMs(),
    expected() {
      if (media.isMoving) return 'nothing';
      const { others, suppressedIds } = store.getState();
      const isSeen = others.some(
        ({ id, tracks }) => isDue(tracks.camera) && !visibleVideos.isUnseen(id, 'camera'),
      );
      if (isSeen) return 'picture';
      const isHeard = others.some(
        ({ id, tracks }) => isDue(tracks.microphone) && !suppressedIds.includes(id),
      );
      return isHeard && !parts.isAudioByPhone() ? 'sound' : 'nothing';
    },
    restartIce: media.restartIce,
    now: () => performance.now(),
  });

  return {
    isUnseen: (id) => visibleVideos.isUnseen(id, 'camera'),
    resend() {
      visibleVideos.resend();
      mediaWatchdog.checkNow();
    },
    stop() {
      forgetSigning();
      unsubscribe();
      mediaWatchdog.stop();
      cpuOveruseMonitor.stop();
      visibleVideos.stop();
    },
  };
}

const isDue = (track: RemoteTrack | undefined) =>
  track?.mediaTrack !== undefined &&
  !track.isPaused &&
  performance.now() - track.startedAt > STARTS_WITHIN_MS;
