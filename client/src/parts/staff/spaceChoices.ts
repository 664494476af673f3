// The choices for a space as its form has them, from and to the shape of the API.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';

export interface Choices {
  /** Local time in the format of a `datetime-local` input; empty for none. */
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
  const time = startsAt === null ? '' : localTime(new Date(startsAt));
  return { time, admitsPhones, admitsRooms, deleteAfterDays };
}

/** The fields of a request that creates or changes a space. */
export function settingsOf({ time, ...rest }: Choices) {
  return { ...rest, startsAt: time === '' ? null : new Date(time).toISOString() };
}

function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
