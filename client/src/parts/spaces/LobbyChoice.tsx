// Asks who must be let in to a space by a convener.
import type { Lobby } from '@distansmote/shared/httpApi.ts';
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface LobbyChoiceProps {
  lobby: Lobby;
  onChange: (lobby: Lobby) => void;
}

export function LobbyChoice({ lobby, onChange }: LobbyChoiceProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  const explanations = {
    none: t.lobbyNoneWhat,
    withoutLink: t.lobbyWithoutLinkWhat,
    everybody: t.lobbyEverybodyWhat,
  };
  return (
    <div class="field">
      <label for={id}>{t.lobby}</label>
      <p class="field-hint" id={`${id}-what`}>
        {explanations[lobby]}
      </p>
      <div class="select">
        <select
          id={id}
          value={lobby}
          aria-describedby={`${id}-what`}
          onChange={({ currentTarget }) => onChange(currentTarget.value as Lobby)}
        >
          <option value="none">{t.lobbyNone}</option>
          <option value="withoutLink">{t.lobbyWithoutLink}</option>
          <option value="everybody">{t.lobbyEverybody}</option>
        </select>
        <Icon node={ChevronDown} />
      </div>
    </div>
  );
}
