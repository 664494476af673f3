// Asks before something is done that cannot be undone, and names what goes.
import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';

interface ConfirmDialogProps {
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  what: string;
  yes: string;
  no: string;
  onYes: () => void;
}

export function ConfirmDialog({ dialog, title, what, yes, no, onYes }: ConfirmDialogProps) {
  const id = useId();
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} aria-describedby={`${id}-what`}>
      <div class="stack">
        <h2 id={id}>{title}</h2>
        <p id={`${id}-what`}>{what}</p>
        <div class="buttons">
          {/* First, so that it has the focus: Enter pressed too soon does nothing. */}
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {no}
          </button>
          <button
            type="button"
            class="button is-red"
            onClick={() => {
              dialog.current?.close();
              onYes();
            }}
          >
            {yes}
          </button>
        </div>
      </div>
    </dialog>
  );
}
