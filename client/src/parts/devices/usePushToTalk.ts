// Space held down on the muted microphone's button: one speaks for as long as it is held, and no longer.
import { useRef } from 'preact/hooks';
import type { LocalDevice } from '../../media/localMediaStore.ts';

/** Released sooner than this it was a press like any other, and the microphone stays on. */
const HOLD_MS = 500;

/**
 * @param mute not `toggle`: somebody else may have muted one meanwhile, or a line have swallowed the beginning.
 * @returns what the button listens to.
 */
export function usePushToTalk(state: LocalDevice['type'], toggle: () => void, mute: () => void) {
  const heldSince = useRef<number | undefined>(undefined);
  const release = () => {
    const since = heldSince.current;
    heldSince.current = undefined;
    if (since !== undefined && performance.now() - since >= HOLD_MS) mute();
  };
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.key !== ' ' || (heldSince.current === undefined && state !== 'muted')) return;
      // Else the button would count the press once more when it ends.
      event.preventDefault();
      if (event.repeat || heldSince.current !== undefined) return;
      heldSince.current = performance.now();
      toggle();
    },
    onKeyUp(event: KeyboardEvent): void {
      if (event.key !== ' ' || heldSince.current === undefined) return;
      event.preventDefault();
      release();
    },
    // The key may come up over another window.
    onBlur: release,
  };
}
