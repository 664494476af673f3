// The fields for a space's further settings: its ways in, and how long it is kept.
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import type { Choices } from './spaceChoices.ts';

const KEPT_DAYS = [1, 7, 30, 90, 365];

interface SpaceFieldsProps {
  choices: Choices;
  /** Whether the service answers room systems; else there is no switch for them. */
  hasRooms: boolean;
  onChange: (choices: Choices) => void;
}

export function SpaceFields({ choices, hasRooms, onChange }: SpaceFieldsProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  // The API takes other numbers than the form offers.
  const keptDays = [...new Set([...KEPT_DAYS, choices.deleteAfterDays ?? 30])].sort(
    (a, b) => a - b,
  );
  return (
    <div class="space-fields">
      <fieldset class="space-ways">
        <legend>{t.ways}</legend>
        <label>
          <input
            type="checkbox"
            checked={choices.admitsPhones}
            onChange={({ currentTarget }) =>
              onChange({ ...choices, admitsPhones: currentTarget.checked })
            }
          />
          {t.phones}
        </label>
        {hasRooms && (
          <label>
            <input
              type="checkbox"
              checked={choices.admitsRooms}
              onChange={({ currentTarget }) =>
                onChange({ ...choices, admitsRooms: currentTarget.checked })
              }
            />
            {t.rooms}
          </label>
        )}
      </fieldset>
      <div class="field">
        <label for={`${id}-kept`}>{t.kept}</label>
        <div class="select">
          <select
            id={`${id}-kept`}
            value={String(choices.deleteAfterDays ?? '')}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...choices, deleteAfterDays: value === '' ? null : Number(value) })
            }
          >
            {keptDays.map((days) => (
              <option key={days} value={days}>
                {t.keptDays(days)}
              </option>
            ))}
            <option value="">{t.keptForEver}</option>
          </select>
          <Icon node={ChevronDown} />
        </div>
      </div>
    </div>
  );
}
