// Changes what was chosen for a space.
import type { SpaceChange, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { LobbyChoice } from './LobbyChoice.tsx';
import { choicesOf, settingsOf } from './spaceChoices.ts';
import { SpaceFields } from './SpaceFields.tsx';

interface ChangeSpaceProps {
  space: SpaceDescription;
  hasRooms: boolean;
  onChange: (change: SpaceChange) => Promise<void>;
}

export function ChangeSpace({ space, hasRooms, onChange }: ChangeSpaceProps) {
  const t = useTexts(spaceTexts);
  const [choices, setChoices] = useState(() => choicesOf(space));
  const [lobby, setLobby] = useState(space.lobby);
  const [isSaving, setIsSaving] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    if (isSaving) return;
    setIsSaving(true);
    await onChange({ ...settingsOf(choices), lobby });
    setIsSaving(false);
  };
  return (
    <details class="space-choices">
      <summary>
        {t.change} <span class="visually-hidden">{space.name}</span>
      </summary>
      <form class="stack-tight" noValidate onSubmit={(event) => void save(event)}>
        <SpaceFields choices={choices} hasRooms={hasRooms} onChange={setChoices}>
          <LobbyChoice lobby={lobby} onChange={setLobby} />
        </SpaceFields>
        <SubmitButton words={t.save} workingWords={t.saving} isWorking={isSaving} />
      </form>
    </details>
  );
}
