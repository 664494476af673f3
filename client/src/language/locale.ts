// The current language: remembered, and one of those that the page is in.
import { atom, type ReadableAtom } from 'nanostores';
import { readRemembered, remember } from '../platform/rememberedSettings.ts';
import { chooseLanguage } from './chooseLanguage.ts';
import { type Locale, LOCALES } from './languages.ts';

let wanted = chooseLanguage(
  readRemembered('language'),
  /\blanguage=(\w+)/.exec(globalThis.location?.search)?.[1],
  navigator.languages,
);
let offered: readonly Locale[] = LOCALES;
const current = atom<Locale>(wanted);

export const locale: ReadableAtom<Locale> = current;

export function speak(language: Locale): void {
  remember('language', language);
  wanted = language;
  current.set(language);
}

/** Those that the page is in which is shown. */
export const offeredLocales = (): readonly Locale[] => offered;

/** @param languages that the page is in from now on; where the wanted one is not among them, it is in Swedish. */
export function offer(languages: readonly Locale[]): void {
  offered = languages;
  current.set(offered.includes(wanted) ? wanted : 'sv');
}
