// A day and a time as one says them, in Swedish time: "i dag 14.05", "i morgon 09.00", "tisdag 14 december 14.05".
import { SWEDISH_TIME_ZONE, swedishDay } from '@distansmote/shared/swedishTime.ts';
import type { Locale } from './chooseLanguage.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Whole days from one Swedish date to another. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/**
 * @param time ISO 8601
 * @param length `short` for tables: "tis 14 dec. 14.05".
 */
export function shortTime(
  time: string,
  language: Locale,
  now = new Date(),
  length: 'long' | 'short' = 'long',
): string {
  const date = new Date(time);
  const tag = language === 'sv' ? 'sv-SE' : 'en-GB';
  const clock = date.toLocaleTimeString(tag, { timeZone: SWEDISH_TIME_ZONE, timeStyle: 'short' });
  const [today, its] = [swedishDay(now.toISOString()), swedishDay(time)];
  const days = daysBetween(today, its);
  const isNear = Math.abs(days) <= 1;
  const isThisYear = today.slice(0, 4) === its.slice(0, 4);
  const day = isNear
    ? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
    : date.toLocaleDateString(tag, {
        timeZone: SWEDISH_TIME_ZONE,
        day: 'numeric',
        month: length,
        ...(isThisYear ? { weekday: length } : { year: 'numeric' }),
      });
  return `${day} ${language === 'sv' ? clock.replace(':', '.') : clock}`;
}
