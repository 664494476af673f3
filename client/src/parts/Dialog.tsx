// A dialog with a heading and a way out, open as long as it is there.
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { IconButton } from './IconButton.tsx';

interface DialogProps {
  title: string;
  class?: 'dialog' | 'dialog is-wide' | 'more';
  /** A press beside it closes it: nothing has been typed that would be lost. */
  isLight?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog(props: DialogProps) {
  const { title, class: look = 'dialog', isLight = false, onClose, children } = props;
  const t = useTexts(everywhereTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class={look}
      ref={dialog}
      aria-labelledby={id}
      closedby={isLight ? 'any' : 'closerequest'}
      // Not that of a dialog within.
      onClose={({ target }) => target === dialog.current && onClose()}
    >
      <div class="dialog-head">
        {/* It has the focus first, so that it is read. */}
        <h2 id={id} tabIndex={-1} dir="auto">
          {title}
        </h2>
        <IconButton icon={X} label={t.close} onClick={() => dialog.current?.close()} />
      </div>
      {children}
    </dialog>
  );
}
