// Asks before something is done that another person will notice.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { keepingFocus } from '../headingFocus.ts';

export interface Question {
  title: string;
  /** What comes of it. */
  what: string;
  /** The button's words. */
  confirm: string;
  isDestructive?: boolean;
  onConfirm: () => void;
}

export function ConfirmDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const t = useTexts(accountsTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-what`}
      onClose={onClose}
    >
      <div class="stack">
        <h2 id={`${id}-title`}>{question.title}</h2>
        <p id={`${id}-what`}>{question.what}</p>
        <div class="buttons">
          {/* First, so that it has the focus: Enter pressed too soon does nothing. */}
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {t.keep}
          </button>
          <button
            type="button"
            class={`button ${question.isDestructive === true ? 'is-red' : ''}`}
            onClick={keepingFocus(() => {
              dialog.current?.close();
              question.onConfirm();
            })}
          >
            {question.confirm}
          </button>
        </div>
      </div>
    </dialog>
  );
}
