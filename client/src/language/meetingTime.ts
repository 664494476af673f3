// When a meeting is, as the invitation says it: in Swedish time, and with that said to whoever is elsewhere.
import { SWEDISH_TIME_ZONE } from '@distansmote/shared/swedishTime.ts';
import { formatsOf, hasPointInTime } from './formats.ts';
import type { Locale } from './languages.ts';
import { locale } from './locale.ts';

/** @param time ISO 8601 @returns "14.05", in English "14:05" */
export function clockTime(time: string, language: Locale = locale.get()): string {
  const { hour, minute } = partsOf(time, 'sv-SE', { hour: '2-digit', minute: '2-digit' });
  return `${hour}${hasPointInTime(language) ? '.' : ':'}${minute}`;
}

/** @returns "tisdag 1 december 14.05" */
export function dayAndTime(time: string, language: Locale = locale.get()): string {
  const day =
    language === 'so'
      ? somaliDay(time)
      : new Intl.DateTimeFormat(formatsOf(language), {
          timeZone: SWEDISH_TIME_ZONE,
          weekday: 'long',
          day: 'numeric',
          month: 'long',
        }).format(new Date(time));
  return `${day} ${clockTime(time, language)}`;
}

/** Whether clocks here show another time than in Sweden. */
export function isElsewhere(time: string): boolean {
  const at = new Date(time);
  const shown = (timeZone: string | undefined) =>
    at.toLocaleString('sv-SE', timeZone === undefined ? {} : { timeZone });
  return shown(undefined) !== shown(SWEDISH_TIME_ZONE);
}

type Parts = Record<Intl.DateTimeFormatPartTypes, string>;

function partsOf(time: string, tag: string, wanted: Intl.DateTimeFormatOptions): Parts {
  const format = new Intl.DateTimeFormat(tag, { timeZone: SWEDISH_TIME_ZONE, ...wanted });
  const parts = format.formatToParts(new Date(time));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Parts;
}

/** Chromium's Intl has no Somali. The days from Sunday, the months from January. */
const SOMALI_DAYS = 'Axad Isniin Talaado Arbaco Khamiis Jimce Sabti'.split(' ');
const SOMALI_MONTHS =
  'Janaayo Febraayo Maarso Abriil Maajo Juun Luulyo Agoosto Sebtembar Oktoobar Nofembar Diseembar'.split(
    ' ',
  );

/** "Talaado 2 Diseembar". @param time ISO 8601 */
export function somaliDay(time: string): string {
  const { year, month, day } = partsOf(time, 'sv-SE', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  return `${SOMALI_DAYS[weekday]} ${Number(day)} ${SOMALI_MONTHS[Number(month) - 1]}`;
}
