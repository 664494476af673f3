// Asks what somebody does for the others: interprets, or writes down what is said. Also of a telephone or a room.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import { RoleField } from '../people/RoleField.tsx';

interface RoleDialogProps {
  name: string;
  role: Role | undefined;
  onGive: (role: Role | null) => void;
  onClose: () => void;
}

export function RoleDialog({ name, role, onGive, onClose }: RoleDialogProps) {
  const t = useTexts(moderationTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [chosen, setChosen] = useState<Role | undefined>(
    role ?? { type: 'interpreter', language: 'und' },
  );
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const save = (event: Event) => {
    event.preventDefault();
    dialog.current?.close();
    onGive(chosen ?? null);
  };
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form class="stack" noValidate onSubmit={save}>
        <h2 id={id}>{t.roleTitle({ name })}</h2>
        <p>{t.roleWhat}</p>
        <RoleField role={chosen} onChoose={setChosen} isFocused />
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {t.cancel}
          </button>
          <button type="submit" class="button">
            {t.save}
          </button>
        </div>
      </form>
    </dialog>
  );
}
