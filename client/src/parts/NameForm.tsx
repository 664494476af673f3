// Asks for name and profession, and remembers them in this browser.
import { isShowableName, NAME_MAX_LENGTH, tidyName } from '@distansmote/shared/names.ts';
import { Languages, UsersRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { entryTexts } from '../language/texts/entry.ts';
import { useTexts } from '../language/useTexts.ts';
import { COMPANIONS_MAX_LENGTH, companionsOf } from '../session/companions.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import { readRole, rememberRole } from '../session/rememberedRole.ts';
import type { Entrant } from '../session/sessionState.ts';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { forget, readRemembered, remember } from '../platform/rememberedSettings.ts';
import { SubmitButton } from './SubmitButton.tsx';
import { useChunk } from './useChunk.ts';

const loadRoleField = () => import('./people/RoleField.tsx');

interface NameFormProps {
  isJoining: boolean;
  meeting: MeetingStore;
  /** Why the last try failed, told above the fields. */
  problem: ComponentChildren;
  onJoin: (entrant: Entrant) => void;
}

/** Staff who are signed in have a name; otherwise that of the last time. */
function beginWith({ ownName }: { ownName: string }) {
  const name = readRemembered('name') ?? '';
  const profession = readRemembered('profession') ?? '';
  // On a shared computer the last one may have been somebody else.
  const isSomebodyElse = ownName !== '' && ownName !== name;
  if (isSomebodyElse) return { name: ownName, profession: '', role: undefined };
  return { name, profession, role: readRole() };
}

export function NameForm({ isJoining, meeting, problem, onJoin }: NameFormProps) {
  const t = useTexts(entryTexts);
  const [begun] = useState(() => beginWith(meeting.getState()));
  const [name, setName] = useState(begun.name);
  const [profession, setProfession] = useState(begun.profession);
  /** Undefined: nobody is beside them. */
  const [companions, setCompanions] = useState<string>();
  /** Null: none yet, but they have pressed to choose one. Undefined: they have not. */
  const [role, setRole] = useState<Role | null | undefined>(begun.role);
  const roles = useChunk(loadRoleField, role !== undefined);
  const [wrong, setWrong] = useState<'name' | 'profession'>();
  const nameInput = useRef<HTMLInputElement>(null);
  const professionInput = useRef<HTMLInputElement>(null);
  /** Whether the fields were filled in from the last visit in this browser. */
  const [isRemembered, setIsRemembered] = useState(
    () => readRemembered('name') === begun.name && begun.name !== '',
  );

  const empty = () => {
    forget('name');
    forget('profession');
    forget('role');
    setRole(undefined);
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
    const beside = companionsOf(companions ?? '');
    onJoin({ ...tidy, ...(beside.length > 0 && { companions: beside }), ...(role && { role }) });
    remember('name', tidy.name);
    remember('profession', tidy.profession);
    rememberRole(role);
  };

  return (
    <form class="card name-form" noValidate onSubmit={submit}>
      {problem}
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
        suggestions={t.professions.split(', ')}
        autocomplete="organization-title"
        maxLength={NAME_MAX_LENGTH}
      />
      {companions !== undefined && (
        <Field
          label={t.companions}
          hint={t.companionsHint}
          value={companions}
          onInput={(event) => setCompanions(event.currentTarget.value)}
          autocomplete="off"
          maxLength={COMPANIONS_MAX_LENGTH}
          isFocused
        />
      )}
      {role !== undefined && (
        <div class={`role-place ${role?.type ?? ''}`}>
          {roles && (
            <roles.RoleField
              role={role}
              onChoose={(chosen) => setRole(chosen ?? null)}
              isFocused={role === null}
            />
          )}
        </div>
      )}
      <div class="name-choices">
        {companions === undefined && (
          <button type="button" class="button is-quiet" onClick={() => setCompanions('')}>
            <Icon node={UsersRound} />
            {t.several}
          </button>
        )}
        {/* Several share a device, so hardly by an interpreter; in the meeting a role can be taken all the same. */}
        {role === undefined && companions === undefined && (
          <button type="button" class="button is-quiet" onClick={() => setRole(null)}>
            <Icon node={Languages} />
            {t.interprets}
          </button>
        )}
        {isRemembered && (
          <button type="button" class="button is-quiet" onClick={empty}>
            {t.forget}
          </button>
        )}
      </div>
      <SubmitButton
        class="is-large"
        words={t.join}
        workingWords={t.joining}
        isWorking={isJoining}
      />
      {meeting.getState().hasAttendance && <p class="name-note soft">{t.attendance}</p>}
    </form>
  );
}
