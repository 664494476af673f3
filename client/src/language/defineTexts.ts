// Registers a part of the text catalogue: Swedish as the base, English with the same keys.
import { type Components, createI18n, type Messages, type Translations } from '@nanostores/i18n';
import { keepMount } from 'nanostores';
import { locale } from './locale.ts';

/** The English of a Swedish part: strings and templates as strings, counted texts by plural form. */
type InEnglish<Swedish> = {
  [Key in keyof Swedish]: Swedish[Key] extends (count: number) => unknown
    ? { one: string; other: string }
    : string;
};

// Both languages are in the chunk that uses them, so the library never has to fetch any.
const english: Components = {};
const i18n = createI18n(locale, {
  baseLocale: 'sv',
  cache: { sv: {}, en: english },
  get: () => Promise.resolve({}),
});

/** In two steps, because TypeScript infers the Swedish first and then checks the English against it. */
export function defineTexts<Swedish extends Translations>(part: string, swedish: Swedish) {
  return {
    withEnglish(texts: InEnglish<Swedish>): Messages<Swedish> {
      // The library types its cache as finished messages, but reads templates and forms from it.
      english[part] = texts as Translations;
      const messages = i18n(part, swedish);
      // Otherwise each first use by a view computes it again, and sets a timer to drop it.
      keepMount(messages);
      return messages;
    },
  };
}
