// Chooses a visitor's first language: the remembered one, otherwise by the browser's list.
export type Locale = 'sv' | 'en';

/**
 * Swedish if the browser lists it at all (many county laptops list English first, Swedish second),
 * English if it lists English only, and Swedish for everybody else.
 */
export function chooseLanguage(
  remembered: string | undefined,
  browserLanguages: readonly string[],
): Locale {
  if (remembered === 'sv' || remembered === 'en') return remembered;
  const names = (locale: Locale) =>
    browserLanguages.some((tag) => tag.toLowerCase().split('-')[0] === locale);
  return !names('sv') && names('en') ? 'en' : 'sv';
}
