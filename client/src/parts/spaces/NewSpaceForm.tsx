// The form for a new space: its name, its time, who waits, and further choices.
import type { Lobby, NewSpace, SpaceDefaults } from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { useNameForm } from '../staff/useNameForm.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { LobbyChoice } from './LobbyChoice.tsx';
import { SaveTemplate } from './SaveTemplate.tsx';
import { DEFAULT_CHOICES, settingsOf } from './spaceChoices.ts';
import { SpaceFields } from './SpaceFields.tsx';
import { TemplateChoice } from './TemplateChoice.tsx';
import { TimeField } from './TimeField.tsx';
import { useTemplates } from './useTemplates.ts';

interface NewSpaceFormProps {
  /** Undefined until they are known. */
  defaults: SpaceDefaults | undefined;
  /** If it could not be created, what was typed stays. */
  onCreate: (space: NewSpace) => Promise<void>;
}

export function NewSpaceForm({ defaults, onCreate }: NewSpaceFormProps) {
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const templates = useTemplates();
  const [template, setTemplate] = useState('');
  const [choices, setChoices] = useState(DEFAULT_CHOICES);
  const [chosenLobby, setChosenLobby] = useState<Lobby>();
  const lobby = chosenLobby ?? defaults?.lobby;
  const form = useNameForm('', (name) =>
    onCreate({ name, ...settingsOf(choices), ...(lobby && { lobby }) }),
  );

  return (
    <form class="space-form" noValidate onSubmit={form.onSubmit}>
      <TemplateChoice
        templates={templates.all}
        chosen={template}
        onChoose={(chosen) => {
          setTemplate(chosen?.id ?? '');
          if (chosen === undefined) return;
          const { admitsPhones, admitsRooms, deleteAfterDays } = chosen;
          setChoices({ ...choices, admitsPhones, admitsRooms, deleteAfterDays });
          setChosenLobby(chosen.lobby);
        }}
        onRemove={(id) => {
          setTemplate('');
          void templates.remove(id);
        }}
      />
      <Field
        label={t.spaceName}
        hint={t.spaceNameHint}
        error={form.isMissing ? t.spaceNameMissing : undefined}
        {...form.field}
        isFocused
      />
      <div class="space-fields">
        <TimeField time={choices.time} onChange={(time) => setChoices({ ...choices, time })} />
        {lobby && <LobbyChoice lobby={lobby} onChange={setChosenLobby} />}
      </div>
      <details class="space-choices">
        <summary>{more.more}</summary>
        <div class="stack-tight">
          <SpaceFields
            choices={choices}
            hasRooms={defaults?.hasRooms ?? false}
            onChange={setChoices}
          />
          {lobby && (
            <SaveTemplate
              outcome={templates.outcome}
              onSave={(templateName) => {
                const { time: _, ...settings } = choices;
                void templates.save({ name: templateName, lobby, ...settings });
              }}
            />
          )}
        </div>
      </details>
      <div class="buttons">
        <SubmitButton words={t.create} workingWords={t.creating} isWorking={form.isSaving} />
      </div>
    </form>
  );
}
