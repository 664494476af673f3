// The form for a new account: a username, an optional display name, and a role.
import type { NewAccount, Role } from '@distansmote/shared/accountsApi.ts';
import { useRef, useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { RoleSelect } from './RoleSelect.tsx';
import { tidyLine } from './tidyLine.ts';

export type UsernameError = 'usernameMissing' | 'usernameInvalid' | 'usernameTaken';

interface NewAccountFormProps {
  /** Resolves to whether it was created, or to what is wrong with the username; if not created, the form keeps its values. */
  onCreate: (account: NewAccount) => Promise<boolean | UsernameError>;
  onCancel: () => void;
}

const USERNAME = /^[\p{L}\p{N}._@+-]+$/u;

export function NewAccountForm({ onCreate, onCancel }: NewAccountFormProps) {
  const t = useTexts(accountsTexts);
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('staff');
  const [error, setError] = useState<UsernameError>();
  const [isCreating, setIsCreating] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const refuse = (reason: UsernameError) => {
    setError(reason);
    input.current?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isCreating) return;
    setError(undefined);
    const name = username.trim();
    if (!name) return refuse('usernameMissing');
    if (!USERNAME.test(name)) return refuse('usernameInvalid');
    setIsCreating(true);
    const shown = tidyLine(displayName);
    const outcome = await onCreate({ username: name, displayName: shown, role });
    setIsCreating(false);
    if (typeof outcome === 'string') refuse(outcome);
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t.username}
        hint={t.usernameHint}
        error={error && t[error]}
        inputRef={input}
        value={username}
        onInput={(event) => setUsername(event.currentTarget.value)}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={100}
      />
      <Field
        label={t.displayName}
        mark={t.mayStayEmpty}
        value={displayName}
        onInput={(event) => setDisplayName(event.currentTarget.value)}
        autocomplete="off"
        maxLength={100}
      />
      <RoleSelect role={role} onChoose={setRole} />
      <div class="buttons">
        <button type="button" class="button is-plain" onClick={onCancel}>
          {t.keep}
        </button>
        <SubmitButton words={t.create} workingWords={t.creating} isWorking={isCreating} />
      </div>
    </form>
  );
}
