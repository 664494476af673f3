// The languages of the pages.

export type Locale = 'sv' | 'en' | 'fi' | 'ar' | 'so' | 'fa' | 'uk' | 'pl';

/** In the order of the list that visitors choose from (`languageNames.ts`). */
export const LOCALES: readonly Locale[] = ['sv', 'en', 'fi', 'ar', 'so', 'fa', 'uk', 'pl'];

/** Staff's pages are in these alone. */
export type StaffLocale = 'sv' | 'en';

/** @param locale another is none of ours, and written from left to right. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  locale === 'ar' || locale === 'fa' ? 'rtl' : 'ltr';
