// Changes the account's password, given the old one.
import type { PasswordChange } from '@distansmote/shared/accountsApi.ts';
import { useRef, useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { StaffProblemNotice } from './StaffProblemNotice.tsx';
import { useStaffApi } from './useStaffApi.ts';

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

const isFieldError = (code: string): code is FieldError =>
  isOneOf(oldErrors, code) || isOneOf(newErrors, code);

export function PasswordForm({ username }: { username: string }) {
  const t = useTexts(accountsTexts);
  const [error, setError] = useState<FieldError>();
  const { request, failure } = useStaffApi();
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
    setIsChanged(false);
    // Read from the fields: password managers fill them without telling the page.
    const wanted: PasswordChange = {
      oldPassword: oldPassword.current?.value ?? '',
      newPassword: newPassword.current?.value ?? '',
    };
    if (!wanted.oldPassword) return refuse('oldPasswordMissing');
    if (!wanted.newPassword) return refuse('newPasswordMissing');
    setIsWorking(true);
    const path = '/api/accounts/own/password';
    const answer = await request<undefined>('PUT', path, wanted, ({ code }) => isFieldError(code));
    setIsWorking(false);
    if (answer.type === 'refused' && isFieldError(answer.code)) return refuse(answer.code);
    if (answer.type !== 'ok') return;
    for (const field of [oldPassword, newPassword]) if (field.current) field.current.value = '';
    setIsChanged(true);
  };

  const errorOf = (names: readonly FieldError[]) =>
    error !== undefined && isOneOf(names, error) ? t[error] : undefined;

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{t.changePassword}</h2>
      <StaffProblemNotice failure={failure} />
      {/* For password managers, which store a password with its username. */}
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
