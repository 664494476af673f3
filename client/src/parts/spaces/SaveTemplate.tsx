// Saves the settings that the form has now as a template.
import { useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { tidyLine } from '../staff/tidyLine.ts';
import type { Templates } from './useTemplates.ts';

interface SaveTemplateProps {
  outcome: Templates['outcome'];
  onSave: (name: string) => void;
}

export function SaveTemplate({ outcome, onSave }: SaveTemplateProps) {
  const t = useTexts(spaceTexts);
  const [name, setName] = useState('');
  const tidy = tidyLine(name);
  return (
    <div class="save-template">
      <Field
        label={t.templateName}
        hint={t.templateHint}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        autocomplete="off"
        maxLength={60}
      />
      <button
        type="button"
        class="button is-plain"
        aria-disabled={tidy === ''}
        onClick={() => tidy !== '' && onSave(tidy)}
      >
        {t.saveTemplate}
      </button>
      <output>{outcome && t[outcome]}</output>
    </div>
  );
}
