// A date and time as one reads it on another day: with its weekday and year, in Swedish time.
import { SWEDISH_TIME_ZONE } from '@distansmote/shared/swedishTime.ts';
import { formatsOf, hasPointInTime } from './formats.ts';
import type { Locale } from './languages.ts';
import { locale } from './locale.ts';
import { clockTime, somaliDay } from './meetingTime.ts';

/** "tisdag 2 december 2031 kl. 14.05". @param time ISO 8601 */
export function dateTime(time: string, language: Locale = locale.get()): string {
  if (language === 'so') {
    const year = new Date(time).toLocaleDateString('sv-SE', {
      timeZone: SWEDISH_TIME_ZONE,
      year: 'numeric',
    });
    return `${somaliDay(time)} ${year}, ${clockTime(time, language)}`;
  }
  const written = new Intl.DateTimeFormat(formatsOf(language), {
    timeZone: SWEDISH_TIME_ZONE,
    dateStyle: 'full',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(time));
  return hasPointInTime(language) ? written.replaceAll(':', '.') : written;
}
