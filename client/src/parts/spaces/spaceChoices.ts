// The choices for a space as its form has them, from and to the shape of the API.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { swedishIso } from '@distansmote/shared/swedishTime.ts';

export interface Choices {
  /** Swedish time in the format of a `datetime-local` input; empty for none. */
  time: string;
  admitsPhones: boolean;
  admitsRooms: boolean;
  deleteAfterDays: number | null;
}

export const DEFAULT_CHOICES: Choices = {
  time: '',
  admitsPhones: true,
  admitsRooms: true,
  deleteAfterDays: 30,
};

export function choicesOf(space: SpaceDescription): Choices {
  const { startsAt, admitsPhones, admitsRooms, deleteAfterDays } = space;
  const time = startsAt === null ? '' : swedishClock(startsAt);
  return { time, admitsPhones, admitsRooms, deleteAfterDays };
}

/** The fields of a request that creates or changes a space. */
export function settingsOf({ time, ...rest }: Choices) {
  return { ...rest, startsAt: time === '' ? null : momentOf(time) };
}

const swedishClock = (time: string) => swedishIso(time).slice(0, 16);

/** Of the hour that comes twice a year, the first; an hour that does not come is that of winter. */
function momentOf(clock: string): string {
  const at = (offset: string) => new Date(`${clock}${offset}`).toISOString();
  const inSummer = at('+02:00');
  return swedishClock(inSummer) === clock ? inSummer : at('+01:00');
}
