// Asks for name and profession, and remembers them in this browser.
import { isShowableName, NAME_MAX_LENGTH, tidyName } from '@distansmote/shared/names.ts';
import { useRef, useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { professions } from '../language/professions.ts';
import { entryTexts } from '../language/texts/entry.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import type { Entrant, JoinProblem } from '../session/sessionState.ts';
import { Field } from './Field.tsx';
import { Notice } from './Notice.tsx';
import { PhoneHint } from './PhoneHint.tsx';
import { forget, readRemembered, remember } from '../platform/rememberedSettings.ts';
import { SubmitButton } from './SubmitButton.tsx';

interface NameFormProps {
  isJoining: boolean;
  meeting: MeetingStore;
  problem: JoinProblem | undefined;
  onJoin: (entrant: Entrant) => void;
}

export function NameForm({ isJoining, meeting, problem, onJoin }: NameFormProps) {
  const t = useTexts(entryTexts);
  const [name, setName] = useState(() => readRemembered('name') ?? '');
  const [profession, setProfession] = useState(() => readRemembered('profession') ?? '');
  const [wrong, setWrong] = useState<'name' | 'profession'>();
  const nameInput = useRef<HTMLInputElement>(null);
  const professionInput = useRef<HTMLInputElement>(null);
  /** Whether the fields were filled in from the last visit in this browser. */
  const [isRemembered, setIsRemembered] = useState(() => name !== '' || profession !== '');

  const empty = () => {
    forget('name');
    forget('profession');
    setName('');
    setProfession('');
    setIsRemembered(false);
    nameInput.current?.focus();
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (isJoining) return;
    const tidy = { name: tidyName(name), profession: tidyName(profession) };
    if (!isShowableName(tidy.name)) {
      setWrong('name');
      nameInput.current?.focus();
      return;
    }
    if (tidy.profession && !isShowableName(tidy.profession)) {
      setWrong('profession');
      professionInput.current?.focus();
      return;
    }
    setWrong(undefined);
    onJoin(tidy);
    remember('name', tidy.name);
    remember('profession', tidy.profession);
  };

  return (
    <form class="card stack" noValidate onSubmit={submit}>
      {problem && (
        <Notice tone="fault" role="alert" title={t[`${problem}Title`]}>
          <p>{t[problem]}</p>
          <PhoneHint meeting={meeting} />
        </Notice>
      )}
      <Field
        label={t.name}
        error={wrong === 'name' ? t.nameMissing : undefined}
        inputRef={nameInput}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        autocomplete="name"
        maxLength={NAME_MAX_LENGTH}
        required
      />
      <Field
        label={t.profession}
        mark={t.optional}
        hint={t.professionHint}
        error={wrong === 'profession' ? t.professionUnshowable : undefined}
        inputRef={professionInput}
        value={profession}
        onInput={(event) => setProfession(event.currentTarget.value)}
        suggestions={professions[locale.get()]}
        autocomplete="organization-title"
        maxLength={NAME_MAX_LENGTH}
      />
      {isRemembered && (
        <p class="name-remembered">
          {t.remembered}{' '}
          <button type="button" class="button is-quiet" onClick={empty}>
            {t.forget}
          </button>
        </p>
      )}
      <SubmitButton
        class="is-large"
        words={t.join}
        workingWords={t.joining}
        isWorking={isJoining}
      />
    </form>
  );
}
