// Asks for confirmation before something that others notice or that cannot be undone.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface Question {
  title: string;
  /** The consequences. */
  what: string;
  /** What it is done to, where it is several. */
  items?: readonly string[];
  /** The label of the confirming button. */
  confirm: string;
  /** The label of the cancelling button. */
  keep: string;
  isDestructive?: boolean;
  onConfirm: () => void;
  /** An alternative action. */
  or?: { confirm: string; onConfirm: () => void };
}

export function ConfirmDialog({ question, onClose }: { question: Question; onClose: () => void }) {
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
        {question.items && (
          <ul class="dialog-items">
            {question.items.map((item) => (
              <li key={item} dir="auto">
                {item}
              </li>
            ))}
          </ul>
        )}
        <p id={`${id}-what`}>{question.what}</p>
        <div class="buttons">
          {/* First, so that it has the focus and an early Enter does no harm. */}
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {question.keep}
          </button>
          <button
            type="button"
            class={`button ${question.isDestructive === true ? 'is-red' : ''}`}
            onClick={() => {
              dialog.current?.close();
              question.onConfirm();
            }}
          >
            {question.confirm}
          </button>
          {question.or && (
            <button
              type="button"
              class="button is-plain is-destructive"
              onClick={() => {
                dialog.current?.close();
                question.or?.onConfirm();
              }}
            >
              {question.or.confirm}
            </button>
          )}
        </div>
      </div>
    </dialog>
  );
}
