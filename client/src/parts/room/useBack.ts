// Back, as phones have it: closes what lies on top of the meeting, then asks before it leaves.
import { useEffect, useRef } from 'preact/hooks';
import { guardBack } from '../../platform/backGuard.ts';

/** @param onBack when no dialog or menu is open. */
export function useBack(onBack: () => void): void {
  const latest = useRef(onBack);
  latest.current = onBack;
  useEffect(() => guardBack(() => closeTop() || latest.current()), []);
}

/** @returns whether there was something to close. */
function closeTop(): boolean {
  const dialog = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1);
  dialog?.close();
  return dialog !== undefined;
}
