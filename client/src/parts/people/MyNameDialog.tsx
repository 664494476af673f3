// Changes one's own name, profession and role, for everybody in the meeting at once.
import { isShowableName, NAME_MAX_LENGTH, tidyName } from '@distansmote/shared/names.ts';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { entryTexts } from '../../language/texts/entry.ts';
import { peopleTexts } from '../../language/texts/people.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';
import { COMPANIONS_MAX_LENGTH, companionsOf } from '../../session/companions.ts';
import { rememberRole } from '../../session/rememberedRole.ts';
import { isRefused } from '../../session/joinProblem.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { Entrant } from '../../session/sessionState.ts';
import { Field } from '../Field.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import { RoleField } from './RoleField.tsx';

interface MyNameDialogProps {
  session: MeetingSession;
  me: Entrant;
  onClose: () => void;
}

export function MyNameDialog({ session, me, onClose }: MyNameDialogProps) {
  const t = useTexts(peopleTexts);
  const entry = useTexts(entryTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [name, setName] = useState(me.name);
  const [profession, setProfession] = useState(me.profession);
  const [companions, setCompanions] = useState(() => (me.companions ?? []).join(', '));
  const [role, setRole] = useState(me.role);
  const [wrong, setWrong] = useState<'name' | 'profession'>();
  const [problem, setProblem] = useState<'tooFast' | 'failed'>();
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const save = (event: Event) => {
    event.preventDefault();
    const beside = companionsOf(companions);
    const names: Entrant = {
      name: tidyName(name),
      profession: tidyName(profession),
      ...(beside.length > 0 && { companions: beside }),
      ...(role && { role }),
    };
    const isNameMissing = !isShowableName(names.name);
    if (isNameMissing || (names.profession && !isShowableName(names.profession))) {
      setWrong(isNameMissing ? 'name' : 'profession');
      return;
    }
    session.rename(names).then(
      () => {
        // On the name page too, if it filled the former one in.
        if (readRemembered('name') === me.name) {
          remember('name', names.name);
          remember('profession', names.profession);
          rememberRole(role);
        }
        dialog.current?.close();
      },
      (error: unknown) => setProblem(isRefused(error, 'tooFast') ? 'tooFast' : 'failed'),
    );
  };

  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form class="stack" noValidate onSubmit={save}>
        <h2 id={id}>{t.changeNameTitle}</h2>
        {problem && <FaultNotice>{t[problem]}</FaultNotice>}
        <Field
          label={t.name}
          error={wrong === 'name' ? t.nameMissing : undefined}
          autocomplete="name"
          maxLength={NAME_MAX_LENGTH}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Field
          label={t.profession}
          mark={t.optional}
          error={wrong === 'profession' ? t.professionUnshowable : undefined}
          suggestions={entry.professions.split(', ')}
          autocomplete="organization-title"
          maxLength={NAME_MAX_LENGTH}
          value={profession}
          onInput={(event) => setProfession(event.currentTarget.value)}
        />
        <Field
          label={t.companions}
          mark={t.optional}
          hint={t.companionsHint}
          maxLength={COMPANIONS_MAX_LENGTH}
          value={companions}
          onInput={(event) => setCompanions(event.currentTarget.value)}
        />
        <RoleField role={role} onChoose={setRole} />
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {t.cancel}
          </button>
          <button type="submit" class="button">
            {t.changeName}
          </button>
        </div>
      </form>
    </dialog>
  );
}
