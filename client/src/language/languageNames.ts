// What each language calls itself.
import type { Locale } from './languages.ts';

export const LANGUAGE_NAMES: Record<Locale, string> = {
  sv: 'Svenska',
  en: 'English',
  fi: 'Suomi',
  ar: 'العربية',
  so: 'Soomaali',
  fa: 'فارسی',
  uk: 'Українська',
  pl: 'Polski',
};
