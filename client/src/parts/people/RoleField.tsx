// Asks what somebody does for the others in the meeting, and of an interpreter in which language.
import { interpretedLanguages, languageName } from '@distansmote/shared/interpretedLanguages.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { useEffect, useRef } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { rolesTexts } from '../../language/texts/roles.ts';
import { useTexts } from '../../language/useTexts.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';

interface RoleFieldProps {
  /** None: nothing. */
  role: Role | null | undefined;
  onChoose: (role: Role | undefined) => void;
  /** What it stands in has come by a press, so it is chosen next. */
  isFocused?: boolean;
}

type Choice = Role['type'] | '';

export function RoleField({ role, onChoose, isFocused = false }: RoleFieldProps) {
  const t = useTexts(rolesTexts);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocused) place.current?.querySelector('select')?.focus();
  }, []);
  const choose = (type: Choice) => {
    if (type === '') onChoose(undefined);
    else onChoose(type === 'interpreter' ? { type, language: 'und' } : { type });
  };
  return (
    <div class="role-field" ref={place}>
      <LabelledSelect<Choice>
        label={t.role}
        value={role?.type ?? ''}
        options={[
          ['', t.none],
          ['interpreter', t.interpreter],
          ['signLanguageInterpreter', t.signLanguageInterpreter],
          ['captioner', t.captioner],
        ]}
        onChoose={choose}
      />
      {role?.type === 'interpreter' && (
        <LabelledSelect
          label={t.language}
          hint={t.languageHint}
          value={role.language}
          options={languageOptions(t.noLanguage, role.language)}
          onChoose={(language) => onChoose({ type: 'interpreter', language })}
        />
      )}
    </div>
  );
}

/** @param chosen may be one that only another version of the page has. */
function languageOptions(noLanguage: string, chosen: string): [string, string][] {
  const language = locale.get();
  const tags = new Set([...interpretedLanguages, ...(chosen === 'und' ? [] : [chosen])]);
  const named = [...tags].map((tag): [string, string] => [tag, languageName(tag, language) ?? tag]);
  const sorted = named.toSorted(([, one], [, other]) => one.localeCompare(other, language));
  return [['und', noLanguage], ...sorted];
}
