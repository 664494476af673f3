// The form for a new space: its name, and further choices.
import type { Lobby, NewSpace, SpaceDefaults } from '@distansmote/shared/httpApi.ts';
import { useRef, useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Field } from '../Field.tsx';
import { SubmitButton } from '../SubmitButton.tsx';
import { LobbyChoice } from './LobbyChoice.tsx';
import { DEFAULT_CHOICES, settingsOf } from './spaceChoices.ts';
import { SpaceFields } from './SpaceFields.tsx';

interface NewSpaceFormProps {
  /** Undefined until they are known. */
  defaults: SpaceDefaults | undefined;
  /** Resolves to whether it was created; if not, what was typed stays. */
  onCreate: (space: NewSpace) => Promise<boolean>;
}

export function NewSpaceForm({ defaults, onCreate }: NewSpaceFormProps) {
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const [name, setName] = useState('');
  const [choices, setChoices] = useState(DEFAULT_CHOICES);
  const [chosenLobby, setChosenLobby] = useState<Lobby>();
  const lobby = chosenLobby ?? defaults?.lobby;
  const [isMissing, setIsMissing] = useState(false);
  const [isCreating, setIsCreating] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isCreating) return;
    // The API rejects invisible characters, which pasted names may contain.
    const tidy = name
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    setIsMissing(!tidy);
    if (!tidy) {
      input.current?.focus();
      return;
    }
    setIsCreating(true);
    const isCreated = await onCreate({
      name: tidy,
      ...settingsOf(choices),
      ...(lobby && { lobby }),
    });
    setIsCreating(false);
    if (!isCreated) return;
    setName('');
    setChoices(DEFAULT_CHOICES);
    setChosenLobby(undefined);
  };

  return (
    <form class="card spaces-new" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{t.newSpace}</h2>
      <div class="spaces-new-row">
        <Field
          label={t.spaceName}
          hint={t.spaceNameHint}
          error={isMissing ? t.spaceNameMissing : undefined}
          inputRef={input}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          autocomplete="off"
          maxLength={100}
        />
        {lobby && <LobbyChoice lobby={lobby} onChange={setChosenLobby} />}
      </div>
      <details class="space-choices">
        <summary>{more.more}</summary>
        <SpaceFields
          choices={choices}
          hasRooms={defaults?.hasRooms ?? false}
          onChange={setChoices}
        />
      </details>
      <div class="buttons">
        <SubmitButton words={t.create} workingWords={t.creating} isWorking={isCreating} />
      </div>
    </form>
  );
}
