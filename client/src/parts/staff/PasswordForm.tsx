// Changes one's own password, by the old one.
import type { PasswordChange } from '@distansmote/shared/accountsApi.ts';
import { useRef, useState } from 'preact/hooks';
import { callApi } from '../../platform/callApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { Notice } from '../Notice.tsx';
import { SubmitButton } from '../SubmitButton.tsx';

const oldErrors = ['oldPasswordMissing', 'passwordWrong'] as const;
const newErrors = [
  'newPasswordMissing',
  'passwordTooShort',
  'passwordIsUsername',
  'passwordTooCommon',
] as const;
type FieldError = (typeof oldErrors)[number] | (typeof newErrors)[number];

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((one) => one === name);

interface PasswordFormProps {
  username: string;
  /** The session has ended meanwhile. */
  onSignedOut: () => void;
}

export function PasswordForm({ username, onSignedOut }: PasswordFormProps) {
  const t = useTexts(accountsTexts);
  const common = useTexts(everywhereTexts);
  const [error, setError] = useState<FieldError>();
  const [problem, setProblem] = useState<'unreachable' | 'tooMany'>();
  const [isChanged, setIsChanged] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const oldPassword = useRef<HTMLInputElement>(null);
  const newPassword = useRef<HTMLInputElement>(null);

  const refuse = (reason: FieldError) => {
    setError(reason);
    (isOneOf(oldErrors, reason) ? oldPassword : newPassword).current?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isWorking) return;
    setError(undefined);
    setProblem(undefined);
    setIsChanged(false);
    // Read from the fields: password managers fill them without telling the page.
    const wanted: PasswordChange = {
      oldPassword: oldPassword.current?.value ?? '',
      newPassword: newPassword.current?.value ?? '',
    };
    if (!wanted.oldPassword) return refuse('oldPasswordMissing');
    if (!wanted.newPassword) return refuse('newPasswordMissing');
    setIsWorking(true);
    const answer = await callApi<undefined>('PUT', '/api/accounts/own/password', wanted);
    setIsWorking(false);
    if (answer.is === 'granted') {
      for (const field of [oldPassword, newPassword]) if (field.current) field.current.value = '';
      return setIsChanged(true);
    }
    if (answer.is === 'unreachable') return setProblem('unreachable');
    if (answer.status === 401) return onSignedOut();
    if (answer.status === 429) return setProblem('tooMany');
    const { title } = answer;
    if (isOneOf(oldErrors, title) || isOneOf(newErrors, title)) return refuse(title);
    return setProblem('unreachable');
  };

  const errorOf = (names: readonly FieldError[]) =>
    error !== undefined && isOneOf(names, error) ? t[error] : undefined;

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{t.changePassword}</h2>
      {problem && (
        <Notice tone="fault" role="alert">
          <p>{common[problem]}</p>
        </Notice>
      )}
      {/* For password managers, which keep a password by its user name. */}
      <input type="text" name="username" autocomplete="username" value={username} hidden readOnly />
      <Field
        label={t.oldPassword}
        error={errorOf(oldErrors)}
        inputRef={oldPassword}
        isPassword
        autocomplete="current-password"
        maxLength={1000}
      />
      <Field
        label={t.newPassword}
        hint={t.newPasswordHint}
        error={errorOf(newErrors)}
        inputRef={newPassword}
        isPassword
        autocomplete="new-password"
        maxLength={1000}
      />
      <output>{isChanged && t.changed}</output>
      <div class="buttons">
        <SubmitButton words={t.change} workingWords={t.changing} isWorking={isWorking} />
      </div>
    </form>
  );
}
