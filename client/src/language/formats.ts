// How dates and numbers are written in each language: by our calendar, with the digits that call IDs have.
import type { Locale } from './languages.ts';

const TAGS: Record<Locale, string> = {
  sv: 'sv-SE',
  en: 'en-GB',
  fi: 'fi-FI',
  ar: 'ar-u-ca-gregory-nu-latn',
  // Chromium has no Somali, and would take the browser's own language: names of days are in `meetingTime.ts`.
  so: 'en-GB',
  fa: 'fa-u-ca-gregory-nu-latn',
  uk: 'uk-UA',
  pl: 'pl-PL',
};

/** For `Intl`. */
export const formatsOf = (language: Locale): string => TAGS[language];

/** Hours and minutes are parted by a point. */
export const hasPointInTime = (language: Locale): boolean => language === 'sv' || language === 'fi';

/** @param digits after the decimal sign, at most. */
export const numberIn = (language: Locale, value: number, digits: number): string =>
  value.toLocaleString(formatsOf(language), { maximumFractionDigits: digits });
