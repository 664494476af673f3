// Changes the name that others see of an account.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { tidyLine } from './tidyLine.ts';

interface RenameAccountFormProps {
  account: AccountDescription;
  onRename: (displayName: string) => Promise<void>;
  onCancel: () => void;
}

export function RenameAccountForm({ account, onRename, onCancel }: RenameAccountFormProps) {
  const t = useTexts(accountsTexts);
  const [name, setName] = useState(account.displayName);
  const [isSaving, setIsSaving] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isSaving) return;
    setIsSaving(true);
    await onRename(tidyLine(name));
    setIsSaving(false);
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t.displayName}
        mark={t.mayStayEmpty}
        hint={t.renameHint({ username: account.username })}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        autocomplete="off"
        maxLength={100}
      />
      <div class="buttons">
        <button type="button" class="button is-plain" onClick={onCancel}>
          {t.keep}
        </button>
        <SubmitButton words={t.save} workingWords={t.saving} isWorking={isSaving} />
      </div>
    </form>
  );
}
