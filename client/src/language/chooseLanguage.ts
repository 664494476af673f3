// Chooses a visitor's first language: the remembered one, otherwise that of the link, otherwise by the browser's list.
import { type Locale, LOCALES } from './languages.ts';

/**
 * The first of the browser's languages that the pages are in, and Swedish for everybody else. English counts only where
 * Swedish is not listed: many county laptops list English first, Swedish second.
 * @param asked by the link, which whoever invites has made for somebody
 */
export function chooseLanguage(
  remembered: string | undefined,
  asked: string | undefined,
  browserLanguages: readonly string[],
): Locale {
  const known = (tag: string | undefined) => LOCALES.find((one) => one === tag);
  const listed = browserLanguages.flatMap((tag) => known(tag.toLowerCase().split('-')[0]) ?? []);
  return (
    known(remembered) ??
    known(asked) ??
    listed.find((one) => one !== 'en' || !listed.includes('sv')) ??
    'sv'
  );
}
