// Registers a part of the text catalogue: Swedish as the base, other languages with the same keys in files of their own.
import { createI18n, type Messages, type Translations } from '@nanostores/i18n';
import { keepMount } from 'nanostores';
import { pause } from '../platform/pause.ts';
import { fetchTexts } from './fetchTexts.ts';
import { directionOf, type Locale } from './languages.ts';
import { locale } from './locale.ts';

/** The forms in which something is counted (CLDR's plural categories of `Intl.PluralRules`). */
interface PluralForms extends Record<Exclude<Locale, 'sv'>, string> {
  en: 'one' | 'other';
  fi: 'one' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
  so: 'one' | 'other';
  fa: 'one' | 'other';
  uk: 'one' | 'few' | 'many' | 'other';
  pl: 'one' | 'few' | 'many' | 'other';
}

/** A part in another language: strings and templates as strings, counted texts by plural form. */
export type TranslationOf<Part> = TextsIn<Part, 'en'>;

/** Of a guest's part in one of their languages; `translations.test.ts` tells what is missing. */
export type GuestTextsOf<Part, Language extends keyof PluralForms> = Partial<
  TextsIn<Part, Language>
>;

type TextsIn<Part, Language extends keyof PluralForms> =
  Part extends Messages<infer Swedish>
    ? {
        [Key in keyof Swedish]: Swedish[Key] extends (count: number) => unknown
          ? Record<PluralForms[Language], string>
          : string;
      }
    : never;

/** Longer nobody waits for their own language: the page is drawn in Swedish, and speaks theirs once it is there. */
const WAIT_AT_MOST_MS = 1_000;

const i18n = createI18n(locale, { baseLocale: 'sv', get: fetchTexts });

/** @param part the name under which its translations are exported (`groups.ts`) */
export function defineTexts<Swedish extends Translations>(
  part: string,
  swedish: Swedish,
): Messages<Swedish> {
  const messages = i18n(part, swedish);
  // Otherwise each first use by a view computes it again, and sets a timer to drop it.
  keepMount(messages);
  return messages;
}

/** Resolves once all parts that were defined so far are in the language of the page, or are not to be waited for. */
export function textsFetched(): Promise<unknown> {
  const isThere = new Promise<void>((resolve) => {
    // Called at once too.
    const stop = i18n.loading.subscribe((isLoading) => {
      if (isLoading) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
  return Promise.race([isThere, pause(WAIT_AT_MOST_MS)]);
}

/** The page says that it is in a language once its texts are. */
function nameLanguage(): void {
  if (i18n.loading.get()) return;
  const language = locale.get();
  Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
}
i18n.loading.listen(nameLanguage);
locale.listen(nameLanguage);
