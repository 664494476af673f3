// Push-to-talk: holding Space on the muted microphone's button unmutes for as long as it is held.
import { useRef } from 'preact/hooks';
import type { LocalDevice } from '../../media/localMediaStore.ts';

/** A shorter press is an ordinary one, and the microphone stays on. */
const HOLD_MS = 500;

/**
 * @param mute not `toggle`: somebody else may have muted the microphone meanwhile, or the first toggle was lost.
 * @returns the button's event handlers.
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
      // Otherwise releasing the key would count as another press.
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
    // The key may be released over another window.
    onBlur: release,
  };
}
