// The search form of the audit log: a name or number, a kind of action, and a period.
import { useId, useState } from 'preact/hooks';
import { auditTexts } from '../../language/texts/audit.ts';
import { useTexts } from '../../language/useTexts.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { ALL, type AuditForm } from './auditSearch.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';

interface AuditFilterProps {
  isFinding: boolean;
  onFind: (form: AuditForm) => void;
}

const KINDS = [
  'all',
  'space',
  'attendance',
  'moderation',
  'signIn',
  'account',
  'apiToken',
  'node',
] as const satisfies readonly AuditForm['kind'][];

export function AuditFilter({ isFinding, onFind }: AuditFilterProps) {
  const t = useTexts(auditTexts);
  const id = useId();
  const [form, setForm] = useState(ALL);
  const kinds = {
    all: t.kindAll,
    space: t.kindSpace,
    attendance: t.kindAttendance,
    moderation: t.kindModeration,
    signIn: t.kindSignIn,
    account: t.kindAccount,
    apiToken: t.kindApiToken,
    node: t.kindNode,
    accessibility: t.kindAccessibility,
  };
  const day = (name: 'from' | 'to') => (
    <div class="field">
      <label for={`${id}-${name}`}>{t[name]}</label>
      <input
        id={`${id}-${name}`}
        type="date"
        max="9999-12-31"
        value={form[name]}
        onInput={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
      />
    </div>
  );
  return (
    <search>
      <form
        class="table-tools audit-filter"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isFinding) onFind(form);
        }}
      >
        <div class="field is-wide">
          <label for={`${id}-search`}>{t.search}</label>
          <input
            id={`${id}-search`}
            type="search"
            value={form.text}
            onInput={({ currentTarget }) => setForm({ ...form, text: currentTarget.value })}
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
          />
        </div>
        <LabelledSelect
          label={t.kind}
          value={form.kind}
          options={KINDS.map((kind) => [kind, kinds[kind]])}
          onChoose={(kind) => setForm({ ...form, kind })}
        />
        {day('from')}
        {day('to')}
        <SubmitButton words={t.find} workingWords={t.finding} isWorking={isFinding} />
      </form>
    </search>
  );
}
