// Registers a part of the text catalogue: Swedish as the base, other languages with the same keys in files of their own.
import { createI18n, type Messages, type Translations } from '@nanostores/i18n';
import { keepMount } from 'nanostores';
import { fetchTexts } from './fetchTexts.ts';
import { locale } from './locale.ts';

/** A part in another language: strings and templates as strings, counted texts by plural form. */
export type TranslationOf<Part> =
  Part extends Messages<infer Swedish>
    ? {
        [Key in keyof Swedish]: Swedish[Key] extends (count: number) => unknown
          ? { one: string; other: string }
          : string;
      }
    : never;

const i18n = createI18n(locale, { baseLocale: 'sv', get: fetchTexts });

/** @param part the name under which its translations are exported (`en/groups/`) */
export function defineTexts<Swedish extends Translations>(
  part: string,
  swedish: Swedish,
): Messages<Swedish> {
  const messages = i18n(part, swedish);
  // Otherwise each first use by a view computes it again, and sets a timer to drop it.
  keepMount(messages);
  return messages;
}

/** Resolves once all parts that were defined so far are in the language of the page. */
export function textsFetched(): Promise<void> {
  return new Promise((resolve) => {
    // Called at once too.
    const stop = i18n.loading.subscribe((isLoading) => {
      if (isLoading) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
