// A dialog that is opened from the menu Mer: heading, close button, content.
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface MoreDialogProps {
  heading: string;
  /** A menu lies beside its button, a dialog in the middle. */
  class?: 'more' | 'dialog';
  onClose: () => void;
  children: ComponentChildren;
}

export function MoreDialog({
  heading,
  class: look = 'dialog',
  onClose,
  children,
}: MoreDialogProps) {
  const common = useTexts(everywhereTexts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class={look} ref={dialog} aria-labelledby={id} closedby="any" onClose={onClose}>
      <div class="more-header">
        <h2 id={id} tabIndex={-1}>
          {heading}
        </h2>
        <button
          type="button"
          class="button is-quiet"
          aria-label={common.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon node={X} />
        </button>
      </div>
      {children}
    </dialog>
  );
}
