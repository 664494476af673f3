// The search form of the audit log: a name or number, and a period.
import { useId, useState } from 'preact/hooks';
import { auditTexts } from '../../language/texts/audit.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { ALL, type AuditWishes } from './auditWishes.ts';

interface AuditFilterProps {
  isFinding: boolean;
  onFind: (wishes: AuditWishes) => void;
}

export function AuditFilter({ isFinding, onFind }: AuditFilterProps) {
  const t = useTexts(auditTexts);
  const id = useId();
  const [wishes, setWishes] = useState(ALL);
  const day = (name: 'from' | 'to') => (
    <div class="field">
      <label for={`${id}-${name}`}>{t[name]}</label>
      <input
        id={`${id}-${name}`}
        type="date"
        max="9999-12-31"
        value={wishes[name]}
        onInput={({ currentTarget }) => setWishes({ ...wishes, [name]: currentTarget.value })}
      />
    </div>
  );
  return (
    <search>
      <form
        class="card spaces-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isFinding) onFind(wishes);
        }}
      >
        <div class="spaces-new-row">
          <Field
            label={t.search}
            hint={t.searchHint}
            value={wishes.search}
            onInput={({ currentTarget }) => setWishes({ ...wishes, search: currentTarget.value })}
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
          />
          <SubmitButton words={t.find} workingWords={t.finding} isWorking={isFinding} />
        </div>
        <details class="space-choices">
          <summary>{t.days}</summary>
          <div class="space-choices-fields">
            {day('from')}
            {day('to')}
          </div>
        </details>
      </form>
    </search>
  );
}
