// When a meeting is, as the invitation says it: in Swedish time, and with that said to whoever is elsewhere.
import { locale } from './locale.ts';

const ZONE = 'Europe/Stockholm';

type Language = 'sv' | 'en';

/** @param time ISO 8601 @returns "14.05", in English "14:05" */
export function clockTime(time: string, language: Language = locale.get()): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(time));
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${valueOf('hour')}${language === 'sv' ? '.' : ':'}${valueOf('minute')}`;
}

/** @returns "tisdag 1 december 14.05" */
export function dayAndTime(time: string, language: Language = locale.get()): string {
  const day = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    timeZone: ZONE,
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
  return shown(undefined) !== shown(ZONE);
}
