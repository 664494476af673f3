// The form for a new API token: its name, its scope, and how long it is valid.
import type { NewApiToken, TokenScope } from '@distansmote/shared/accountsApi.ts';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { LabelledSelect } from '../LabelledSelect.tsx';
import { useNameForm } from './useNameForm.ts';

interface NewTokenFormProps {
  /** Resolves to whether it was created; if not, the form keeps its values. */
  onCreate: (token: NewApiToken) => Promise<boolean>;
  onCancel: () => void;
}

const SCOPES: readonly TokenScope[] = ['read', 'invite', 'manage'];
/** Validity in days; null never expires. */
const ENDS = { days30: 30, year1: 365, years2: 730, years5: 1826, never: null } as const;
type End = keyof typeof ENDS;

export function NewTokenForm({ onCreate, onCancel }: NewTokenFormProps) {
  const t = useTexts(accountsTexts);
  const [scope, setScope] = useState<TokenScope>('read');
  const [end, setEnd] = useState<End>('year1');
  const form = useNameForm('', (name) => onCreate({ name, scope, validDays: ENDS[end] }));

  return (
    <form class="stack" noValidate onSubmit={form.onSubmit}>
      <Field
        label={t.tokenName}
        hint={t.tokenNameHint}
        error={form.isMissing ? t.tokenNameMissing : undefined}
        {...form.field}
      />
      <LabelledSelect
        label={t.tokenScope}
        value={scope}
        options={SCOPES.map((one) => [one, t[one]])}
        onChoose={setScope}
      />
      <LabelledSelect
        label={t.tokenEnd}
        value={end}
        options={(Object.keys(ENDS) as End[]).map((one) => [one, t[one]])}
        onChoose={setEnd}
      />
      <div class="buttons">
        <button type="button" class="button is-plain" onClick={onCancel}>
          {t.keep}
        </button>
        <SubmitButton words={t.createToken} workingWords={t.creating} isWorking={form.isSaving} />
      </div>
    </form>
  );
}
