// Plays the others' audio, each as loud as chosen, and knows when the browser's autoplay policy blocks it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { createStore } from 'zustand/vanilla';
import type { Amplified } from './amplify.ts';
import type { Loudspeaker } from './loudspeaker.ts';

interface RemoteSoundState {
  isBlocked: boolean;
  /** As a factor, of those whose volume has been changed. */
  volumes: ReadonlyMap<ParticipantId, number>;
}

interface Playing {
  track: MediaStreamTrack;
  from: ParticipantId;
  /** Where the element's own volume is not enough. */
  amplified: Amplified | undefined;
  /** The element plays the amplified stream. */
  isLouder: boolean;
}

export function createRemoteSound() {
  const elements = new Map<HTMLAudioElement, Playing>();
  const store = createStore<RemoteSoundState>()(() => ({ isBlocked: false, volumes: new Map() }));
  /** Undefined: the browser's default output. */
  let loudspeaker: Loudspeaker | undefined;

  const play = async (element: HTMLAudioElement) => {
    try {
      await element.play();
    } catch (error) {
      // Other errors, such as AbortError, mean that the element was removed while starting.
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        store.setState({ isBlocked: true });
      }
    }
  };

  function playStream(element: HTMLAudioElement, stream: MediaStream): void {
    element.srcObject = stream;
    void play(element);
  }

  const volumeOf = ({ from }: Playing) => store.getState().volumes.get(from) ?? 1;

  async function applyVolume(element: HTMLAudioElement, playing: Playing): Promise<void> {
    const volume = volumeOf(playing);
    element.volume = playing.isLouder ? 1 : Math.min(volume, 1);
    if (playing.amplified) return playing.amplified.setVolume(volume);
    // An element is never louder than 1, and on iOS never quieter.
    if (Math.abs(element.volume - volume) < 0.01) return undefined;
    const { amplify } = await import('./amplify.ts');
    if (elements.get(element) !== playing || playing.amplified) return undefined;
    playing.amplified = amplify(playing.track, (stream) => {
      // Without it, as loud as the element can be by itself.
      playing.isLouder = stream !== undefined;
      element.volume = playing.isLouder ? 1 : Math.min(volumeOf(playing), 1);
      playStream(element, stream ?? new MediaStream([playing.track]));
    });
    return playing.amplified.setVolume(volumeOf(playing));
  }

  /** Without the code for it the volume stays as it was. */
  const apply = (element: HTMLAudioElement, playing: Playing) =>
    void applyVolume(element, playing).catch(() => undefined);

  return {
    store,
    /** Plays somebody's track on this element. @returns a function that stops it. */
    attach(element: HTMLAudioElement, track: MediaStreamTrack, from: ParticipantId): () => void {
      const playing: Playing = { track, from, amplified: undefined, isLouder: false };
      elements.set(element, playing);
      void loudspeaker?.routeTo(element);
      playStream(element, new MediaStream([track]));
      if (store.getState().volumes.has(from)) apply(element, playing);
      return () => {
        elements.delete(element);
        playing.amplified?.stop();
        element.srcObject = null;
      };
    },
    /**
     * For as long as the meeting goes on; to be called from a click, as the autoplay policy requires.
     * @param volume a factor: 1 is as it arrives.
     */
    setVolume(id: ParticipantId, volume: number): void {
      store.setState(({ volumes }) => ({ volumes: new Map(volumes).set(id, volume) }));
      for (const [element, playing] of elements) if (playing.from === id) apply(element, playing);
    },
    /** Routes current and future audio to the chosen loudspeaker. @returns a function that stops following the choice. */
    playThrough(chosen: Loudspeaker): () => void {
      const routeAll = () => {
        for (const element of elements.keys()) void chosen.routeTo(element);
      };
      loudspeaker = chosen;
      routeAll();
      return chosen.store.subscribe(routeAll);
    },
    /** To be called from a click, as the autoplay policy requires. */
    playAll(): void {
      store.setState({ isBlocked: false });
      for (const element of elements.keys()) void play(element);
    },
  };
}
export type RemoteSound = ReturnType<typeof createRemoteSound>;
