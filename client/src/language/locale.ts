// The current language: remembered, and set on the document.
import { atom, type ReadableAtom } from 'nanostores';
import { readRemembered, remember } from '../platform/rememberedSettings.ts';
import { chooseLanguage, type Locale } from './chooseLanguage.ts';

const current = atom<Locale>(chooseLanguage(readRemembered('language'), navigator.languages));

export const locale: ReadableAtom<Locale> = current;

export function speak(language: Locale): void {
  remember('language', language);
  current.set(language);
}

current.subscribe((language) => {
  document.documentElement.lang = language;
});
