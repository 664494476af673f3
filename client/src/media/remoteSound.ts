// Plays the others' audio, and knows when the browser's autoplay policy blocks it.
import { createStore } from 'zustand/vanilla';
import type { Loudspeaker } from './loudspeaker.ts';

export function createRemoteSound() {
  const elements = new Set<HTMLAudioElement>();
  const store = createStore<{ isBlocked: boolean }>()(() => ({ isBlocked: false }));
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

  return {
    store,
    /** Plays the track on this element. @returns a function that stops it. */
    attach(element: HTMLAudioElement, track: MediaStreamTrack): () => void {
      elements.add(element);
      void loudspeaker?.routeTo(element);
      element.srcObject = new MediaStream([track]);
      void play(element);
      return () => {
        elements.delete(element);
        element.srcObject = null;
      };
    },
    /** Routes current and future audio to the chosen loudspeaker. @returns a function that stops following the choice. */
    playThrough(chosen: Loudspeaker): () => void {
      const routeAll = () => {
        for (const element of elements) void chosen.routeTo(element);
      };
      loudspeaker = chosen;
      routeAll();
      return chosen.store.subscribe(routeAll);
    },
    /** To be called from a click, as the autoplay policy requires. */
    playAll(): void {
      store.setState({ isBlocked: false });
      for (const element of elements) void play(element);
    },
  };
}
export type RemoteSound = ReturnType<typeof createRemoteSound>;
