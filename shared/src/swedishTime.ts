// Swedish time: what pages, files and invitations say, wherever the reader and the server are.

export const SWEDISH_TIME_ZONE = 'Europe/Stockholm';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: SWEDISH_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
});

function partsOf(time: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(time).map(({ type, value }) => [type, value]));
}

/** @param time ISO 8601. @returns ISO 8601 with Sweden's offset, to the second: `2026-11-29T11:50:12+01:00`. */
export function swedishIso(time: string): string {
  const { year, month, day, hour, minute, second, timeZoneName = '' } = partsOf(new Date(time));
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${timeZoneName.replace('GMT', '')}`;
}

/** The day in Sweden, `2026-11-29`. @param time ISO 8601. */
export const swedishDay = (time: string): string => swedishIso(time).slice(0, 10);

/**
 * When a day begins in Sweden, and another `days` later.
 * @param day `2026-11-29`. @returns ISO 8601 in UTC.
 */
export function startOfSwedishDay(day: string, days = 0): string {
  const midnight = new Date(`${day}T00:00Z`);
  midnight.setUTCDate(midnight.getUTCDate() + days);
  // Clocks change at night, hours after midnight: an offset of the evening before is that of midnight.
  const { timeZoneName = '' } = partsOf(new Date(midnight.getTime() - 4 * 60 * 60_000));
  const offset = timeZoneName.replace('GMT', '');
  return new Date(`${midnight.toISOString().slice(0, 19)}${offset || 'Z'}`).toISOString();
}
