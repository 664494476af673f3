// Asks for the name of a caller: a phone provides none, and a room system whatever somebody once set.
import { NAME_MAX_LENGTH, isShowableName, tidyName } from '@distansmote/shared/names.ts';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';

interface RenameDialogProps {
  /** The name that the others see now. */
  name: string;
  isRoom: boolean;
  onRename: (name: string) => void;
  onClose: () => void;
}

export function RenameDialog({ name, isRoom, onRename, onClose }: RenameDialogProps) {
  const t = useTexts(moderationTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const save = (event: Event) => {
    event.preventDefault();
    const tidy = tidyName(typed);
    if (!isShowableName(tidy)) {
      setIsMissing(true);
      return;
    }
    dialog.current?.close();
    onRename(tidy);
  };
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form class="stack" noValidate onSubmit={save}>
        <h2 id={id}>{(isRoom ? t.renameRoomTitle : t.renameTitle)({ name })}</h2>
        <Field
          label={t.newName}
          hint={isRoom ? t.newRoomNameHint : t.newNameHint}
          error={isMissing ? t.newNameMissing : undefined}
          autocomplete="off"
          maxLength={NAME_MAX_LENGTH}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {t.cancel}
          </button>
          <button type="submit" class="button">
            {t.rename}
          </button>
        </div>
      </form>
    </dialog>
  );
}
