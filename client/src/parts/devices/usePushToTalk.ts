// Space held down on the muted microphone's button: one speaks for as long as it is held, and no longer.
import { useRef } from 'preact/hooks';
import type { LocalDevice } from '../../media/localMediaStore.ts';

/** Released sooner than this it was a press like any other, and the microphone stays on. */
const HOLD_MS = 500;

/**
 * @param isPhone it is the telephone's: one that comes or goes meanwhile has seen to it that nobody speaks unawares.
 * @returns what the button listens to.
 */
export function usePushToTalk(is: LocalDevice['is'], isPhone: boolean, toggle: () => void) {
  const held = useRef<{ since: number; isPhone: boolean } | undefined>(undefined);
  const release = () => {
    const { current } = held;
    held.current = undefined;
    if (current?.isPhone === isPhone && performance.now() - current.since >= HOLD_MS) toggle();
  };
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.key !== ' ' || (held.current === undefined && is !== 'muted')) return;
      // Else the button would count the press once more when it ends.
      event.preventDefault();
      if (event.repeat || held.current !== undefined) return;
      held.current = { since: performance.now(), isPhone };
      toggle();
    },
    onKeyUp(event: KeyboardEvent): void {
      if (event.key !== ' ' || held.current === undefined) return;
      event.preventDefault();
      release();
    },
    // The key may come up over another window.
    onBlur: release,
  };
}
