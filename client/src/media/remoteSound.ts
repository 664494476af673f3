// Plays the others' audio, each as loud as chosen, and knows when the browser's autoplay policy blocks it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { createStore } from 'zustand/vanilla';
import type { Loudspeaker } from './loudspeaker.ts';
import type { Volumes } from './volumes.ts';

interface RemoteSoundState {
  isBlocked: boolean;
  /** As a factor, of those whose volume has been changed. */
  volumes: ReadonlyMap<ParticipantId, number>;
}

export interface Playing {
  track: MediaStreamTrack;
  from: ParticipantId;
}

export function createRemoteSound() {
  const elements = new Map<HTMLAudioElement, Playing>();
  const store = createStore<RemoteSoundState>()(() => ({ isBlocked: false, volumes: new Map() }));
  /** Undefined: the browser's default output. */
  let loudspeaker: Loudspeaker | undefined;
  /** Undefined until one is changed. */
  let volumes: Volumes | undefined;

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

  return {
    store,
    /** Plays somebody's track on this element. @returns a function that stops it. */
    attach(element: HTMLAudioElement, track: MediaStreamTrack, from: ParticipantId): () => void {
      const playing = { track, from };
      elements.set(element, playing);
      void loudspeaker?.routeTo(element);
      playStream(element, new MediaStream([track]));
      volumes?.apply(element, playing);
      return () => {
        elements.delete(element);
        volumes?.forget(playing);
        element.srcObject = null;
      };
    },
    /**
     * For as long as the meeting goes on; to be called from a click, as the autoplay policy requires.
     * @param volume a factor: 1 is as it arrives.
     */
    async setVolume(id: ParticipantId, volume: number): Promise<void> {
      store.setState((state) => ({ volumes: new Map(state.volumes).set(id, volume) }));
      const { createVolumes } = await import('./volumes.ts');
      volumes ??= createVolumes((from) => store.getState().volumes.get(from) ?? 1, playStream);
      for (const [element, playing] of elements) {
        if (playing.from === id) volumes.apply(element, playing);
      }
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
