// Days and times as one says them, in Swedish time wherever the reader is.
import { SWEDISH_TIME_ZONE, swedishDay } from '@distansmote/shared/swedishTime.ts';
import { formatsOf, hasPointInTime } from './formats.ts';
import type { Locale } from './languages.ts';

const DAY_MS = 24 * 60 * 60_000;

/** "14.05" or "14.05.12". @param time ISO 8601 */
export function clock(time: string, language: Locale, hasSeconds = false): string {
  const written = new Date(time).toLocaleTimeString(formatsOf(language), {
    timeZone: SWEDISH_TIME_ZONE,
    timeStyle: hasSeconds ? 'medium' : 'short',
    hourCycle: 'h23',
  });
  return hasPointInTime(language) ? written.replaceAll(':', '.') : written;
}

/**
 * "i dag", "i går", "tisdag 14 december", and with the year if it is another.
 * @param time ISO 8601
 * @param length `short` for tables: "tis 14 dec.".
 */
export function dayName(
  time: string,
  language: Locale,
  now = new Date(),
  length: 'long' | 'short' = 'long',
): string {
  const [today, its] = [swedishDay(now.toISOString()), swedishDay(time)];
  const days = (Date.parse(its) - Date.parse(today)) / DAY_MS;
  if (Math.abs(days) <= 1)
    return new Intl.RelativeTimeFormat(formatsOf(language), { numeric: 'auto' }).format(
      days,
      'day',
    );
  const isThisYear = today.slice(0, 4) === its.slice(0, 4);
  return new Date(time).toLocaleDateString(formatsOf(language), {
    timeZone: SWEDISH_TIME_ZONE,
    day: 'numeric',
    month: length,
    ...(isThisYear ? { weekday: length } : { year: 'numeric' }),
  });
}

/** In the order of the list, with the entries of each day together. */
export function byDay<Entry>(
  entries: readonly Entry[],
  timeOf: (entry: Entry) => string,
): { day: string; entries: Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const day = swedishDay(timeOf(entry));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
