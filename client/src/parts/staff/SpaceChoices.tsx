// What may be chosen for a new space beside its name: who must be let in, and when the meeting is.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

export interface Choices {
  lobby: SpaceDescription['lobby'];
  /** As a `datetime-local` field has it, by the clock of this computer; empty for no time. */
  time: string;
}

export const USUAL: Choices = { lobby: 'none', time: '' };

interface SpaceChoicesProps {
  choices: Choices;
  onChange: (choices: Choices) => void;
}

export function SpaceChoices({ choices, onChange }: SpaceChoicesProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  return (
    <details class="space-choices">
      <summary>{t.more}</summary>
      <div class="space-choices-fields">
        <div class="field">
          <label for={`${id}-lobby`}>{t.lobby}</label>
          <div class="select">
            <select
              id={`${id}-lobby`}
              value={choices.lobby}
              onChange={({ currentTarget }) =>
                onChange({ ...choices, lobby: currentTarget.value as Choices['lobby'] })
              }
            >
              <option value="none">{t.lobbyNone}</option>
              <option value="withoutLink">{t.lobbyWithoutLink}</option>
              <option value="everybody">{t.lobbyEverybody}</option>
            </select>
            <Icon node={ChevronDown} />
          </div>
        </div>
        <div class="field">
          <label for={`${id}-time`}>{t.time}</label>
          <input
            id={`${id}-time`}
            type="datetime-local"
            value={choices.time}
            aria-describedby={`${id}-time-hint`}
            onInput={({ currentTarget }) => onChange({ ...choices, time: currentTarget.value })}
          />
          <p class="field-hint" id={`${id}-time-hint`}>
            {t.timeHint}
          </p>
        </div>
      </div>
    </details>
  );
}
