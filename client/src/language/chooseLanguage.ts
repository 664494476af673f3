// Which language a visitor meets first: the one chosen before, else by the browser's list.
export type Locale = 'sv' | 'en';

/**
 * Swedish where the browser names it at all (many county laptops say English first, Swedish second),
 * English where it names English alone, and Swedish for everybody else.
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
