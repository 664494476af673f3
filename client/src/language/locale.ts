// The current language: remembered, and for staff's pages one of those that they are in.
import { atom, type ReadableAtom } from 'nanostores';
import { readRemembered, remember } from '../platform/rememberedSettings.ts';
import { chooseLanguage } from './chooseLanguage.ts';
import { type Locale, LOCALES, type StaffLocale } from './languages.ts';

let wanted = chooseLanguage(
  readRemembered('language'),
  /\blanguage=(\w+)/.exec(globalThis.location?.search)?.[1],
  navigator.languages,
);
let staffViews = 0;
const current = atom<Locale>(wanted);

export const locale: ReadableAtom<Locale> = current;

export function speak(language: Locale): void {
  remember('language', language);
  wanted = language;
  current.set(language);
}

const STAFF: readonly Locale[] = ['sv', 'en'] satisfies StaffLocale[];

/** Those that the page is in which is shown. */
export const offeredLocales = (): readonly Locale[] => (staffViews > 0 ? STAFF : LOCALES);

/** @param change how many more views that only staff see are shown from now on. */
export function countStaffViews(change: 1 | -1): void {
  staffViews += change;
  current.set(offeredLocales().includes(wanted) ? wanted : 'sv');
}
