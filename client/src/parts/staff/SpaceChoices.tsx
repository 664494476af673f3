// What may be chosen for a space beside its name: who must be let in, when the meeting is, how long it is kept.
import type { Lobby, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ChevronDown } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

export interface Choices {
  /** As a `datetime-local` field has it, by the clock of this computer; empty for no time. */
  time: string;
  admitsPhones: boolean;
  admitsRooms: boolean;
  deleteAfterDays: number | null;
}

export const USUAL: Choices = {
  time: '',
  admitsPhones: true,
  admitsRooms: true,
  deleteAfterDays: 30,
};

const KEPT_DAYS = [1, 7, 30, 90, 365];

export function choicesOf(space: SpaceDescription): Choices {
  const { startsAt, admitsPhones, admitsRooms, deleteAfterDays } = space;
  const time = startsAt === null ? '' : localTime(new Date(startsAt));
  return { time, admitsPhones, admitsRooms, deleteAfterDays };
}

/** As the API takes it. */
export function settingsOf({ time, ...rest }: Choices) {
  return { ...rest, startsAt: time === '' ? null : new Date(time).toISOString() };
}

function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

interface LobbyChoiceProps {
  lobby: Lobby;
  onChange: (lobby: Lobby) => void;
}

export function LobbyChoice({ lobby, onChange }: LobbyChoiceProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  const what = {
    none: t.lobbyNoneWhat,
    withoutLink: t.lobbyWithoutLinkWhat,
    everybody: t.lobbyEverybodyWhat,
  };
  return (
    <div class="field">
      <label for={id}>{t.lobby}</label>
      <p class="field-hint" id={`${id}-what`}>
        {what[lobby]}
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

interface SpaceChoicesProps {
  choices: Choices;
  /** Whether the service answers room systems; else there is no switch for them. */
  hasRooms: boolean;
  onChange: (choices: Choices) => void;
  /** What else is chosen, before these. */
  children?: ComponentChildren;
}

export function SpaceChoices({ choices, hasRooms, onChange, children }: SpaceChoicesProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  // Another system may have chosen a number of its own.
  const keptDays = [...new Set([...KEPT_DAYS, choices.deleteAfterDays ?? 30])].sort(
    (a, b) => a - b,
  );
  return (
    <div class="space-choices-fields">
      {children}
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
