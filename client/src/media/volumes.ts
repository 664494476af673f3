// Gives each person's audio the volume that was chosen for them, by the element alone where that is enough.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { type Amplified, amplify } from './amplify.ts';
import type { Playing } from './remoteSound.ts';

export interface Volumes {
  /** After the element has begun to play, or the volume has changed. */
  apply(element: HTMLAudioElement, playing: Playing): void;
  /** It no longer plays. */
  forget(playing: Playing): void;
}

interface Louder {
  amplified: Amplified;
  /** The element plays the amplified stream. */
  isPlayed: boolean;
}

/**
 * @param volumeOf a factor: 1 is as it arrives.
 * @param playStream makes the element play that instead.
 */
export function createVolumes(
  volumeOf: (id: ParticipantId) => number,
  playStream: (element: HTMLAudioElement, stream: MediaStream) => void,
): Volumes {
  const louder = new Map<Playing, Louder>();

  const setOwnVolume = (element: HTMLAudioElement, playing: Playing) => {
    element.volume = louder.get(playing)?.isPlayed ? 1 : Math.min(volumeOf(playing.from), 1);
  };

  function startLouder(element: HTMLAudioElement, playing: Playing): Louder {
    const amplified = amplify(playing.track, (stream) => {
      const one = louder.get(playing);
      if (one === undefined) return;
      one.isPlayed = stream !== undefined;
      setOwnVolume(element, playing);
      playStream(element, stream ?? new MediaStream([playing.track]));
    });
    const started = { amplified, isPlayed: false };
    louder.set(playing, started);
    return started;
  }

  return {
    apply(element, playing) {
      const volume = volumeOf(playing.from);
      setOwnVolume(element, playing);
      let one = louder.get(playing);
      // An element is never louder than 1, and on iOS never quieter.
      const isEnough = Math.abs(element.volume - volume) < 0.01;
      if (one === undefined && isEnough) return;
      one ??= startLouder(element, playing);
      one.amplified.setVolume(volume);
      one.amplified.start();
    },
    forget(playing) {
      louder.get(playing)?.amplified.stop();
      louder.delete(playing);
    },
  };
}
