// Asks before a space is deleted for ever, naming what goes.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { keepingFocus } from '../headingFocus.ts';

interface DeleteSpaceDialogProps {
  space: SpaceDescription;
  onConfirm: () => void;
  onClose: () => void;
}

export function DeleteSpaceDialog({ space, onConfirm, onClose }: DeleteSpaceDialogProps) {
  const t = useTexts(staffTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby="delete-title"
      aria-describedby="delete-what"
      onClose={onClose}
    >
      <div class="stack">
        <h2 id="delete-title">{t.removeTitle({ name: space.name })}</h2>
        <p id="delete-what">{t.removeWhat({ callId: groupDigits(space.callId) })}</p>
        <div class="buttons">
          {/* First, so that it has the focus: Enter pressed too soon deletes nothing. */}
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {t.keep}
          </button>
          <button
            type="button"
            class="button is-red"
            onClick={keepingFocus(() => {
              dialog.current?.close();
              onConfirm();
            })}
          >
            {t.remove}
          </button>
        </div>
      </div>
    </dialog>
  );
}
