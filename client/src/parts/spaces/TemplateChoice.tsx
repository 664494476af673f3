// Begins a new space with the settings of a template, or deletes one.
import type { SpaceTemplate } from '@distansmote/shared/spacesApi.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';

interface TemplateChoiceProps {
  templates: readonly SpaceTemplate[];
  /** The id of the one that was chosen; empty for none. */
  chosen: string;
  onChoose: (template: SpaceTemplate | undefined) => void;
  onRemove: (id: string) => void;
}

export function TemplateChoice({ templates, chosen, onChoose, onRemove }: TemplateChoiceProps) {
  const t = useTexts(spaceTexts);
  if (templates.length === 0) return null;
  return (
    <div class="template-choice">
      <LabelledSelect
        label={t.template}
        value={chosen}
        options={[['', t.noTemplate], ...templates.map(({ id, name }) => [id, name] as const)]}
        onChoose={(id) => onChoose(templates.find((one) => one.id === id))}
      />
      {chosen !== '' && (
        <button type="button" class="button is-quiet" onClick={() => onRemove(chosen)}>
          {t.removeTemplate}
        </button>
      )}
    </div>
  );
}
