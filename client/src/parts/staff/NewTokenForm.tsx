// The form for a new API token: its name, its scope, and how long it is valid.
import type { NewApiToken, TokenScope } from '@distansmote/shared/accountsApi.ts';
import { useRef, useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { displayNameOf } from './displayNameOf.ts';
import { LabelledSelect } from './LabelledSelect.tsx';

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
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [end, setEnd] = useState<End>('year1');
  const [isMissing, setIsMissing] = useState(false);
  const [isCreating, setIsCreating] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isCreating) return;
    const tidy = displayNameOf(name);
    setIsMissing(!tidy);
    if (!tidy) {
      input.current?.focus();
      return;
    }
    setIsCreating(true);
    await onCreate({ name: tidy, scope, validDays: ENDS[end] });
    setIsCreating(false);
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t.tokenName}
        hint={t.tokenNameHint}
        error={isMissing ? t.tokenNameMissing : undefined}
        inputRef={input}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        autocomplete="off"
        maxLength={100}
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
        <SubmitButton words={t.createToken} workingWords={t.creating} isWorking={isCreating} />
      </div>
    </form>
  );
}
