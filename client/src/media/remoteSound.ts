// Plays what the others say, and knows when the browser's autoplay rules forbid it.
import { createStore } from 'zustand/vanilla';
import type { Loudspeaker } from './loudspeaker.ts';

export function createRemoteSound() {
  const elements = new Set<HTMLAudioElement>();
  const store = createStore<{ isBlocked: boolean }>()(() => ({ isBlocked: false }));
  /** None: wherever the browser plays things. */
  let loudspeaker: Loudspeaker | undefined;

  const play = async (element: HTMLAudioElement) => {
    try {
      await element.play();
    } catch (error) {
      // Others than this, such as AbortError, come when the element went away while starting.
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        store.setState({ isBlocked: true });
      }
    }
  };

  return {
    store,
    /** Plays the track on this element; returns what ends it. */
    attach(element: HTMLAudioElement, track: MediaStreamTrack): () => void {
      elements.add(element);
      void loudspeaker?.lead(element);
      element.srcObject = new MediaStream([track]);
      void play(element);
      return () => {
        elements.delete(element);
        element.srcObject = null;
      };
    },
    /** All of it, and what comes later, out of the chosen one; returns what ends the choosing. */
    playThrough(chosen: Loudspeaker): () => void {
      const leadAll = () => {
        for (const element of elements) void chosen.lead(element);
      };
      loudspeaker = chosen;
      leadAll();
      return chosen.store.subscribe(leadAll);
    },
    /** To be called from a click, which is what the browser asks for. */
    playAll(): void {
      store.setState({ isBlocked: false });
      for (const element of elements) void play(element);
    },
  };
}
export type RemoteSound = ReturnType<typeof createRemoteSound>;
