// Each language has every text of a guest's way, with its placeholders, its plural forms, its own script and a length that fits.
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it, test, vi } from 'vitest';
import { type Texts, type Translation, TRANSLATIONS, textsOf } from '../../build/textFiles.ts';
import { type Group, GROUPS, STAFF_PARTS } from './groups.ts';

type Text = string | Record<string, string>;
/** Of a template or a count its words are the input. */
type Defined = string | { input: Text };

const swedish: Texts = {};

beforeAll(async () => {
  vi.stubGlobal('navigator', { languages: ['sv-SE'] });
  vi.stubGlobal('document', { documentElement: { lang: '', dataset: {} } });
  for (const part of Object.values(GROUPS).flat()) {
    const [messages] = Object.values(
      (await import(`./texts/${part}.ts`)) as Record<string, { base: Record<string, Defined> }>,
    );
    const words = Object.entries(messages?.base ?? {}).map(([key, text]) => [
      key,
      typeof text === 'string' ? text : text.input,
    ]);
    swedish[part] = Object.fromEntries(words) as Texts[string];
  }
});

async function translationOf(locale: Translation): Promise<Texts> {
  const groups = Object.keys(GROUPS) as Group[];
  const texts = await Promise.all(groups.map((group) => textsOf(locale, group)));
  return Object.fromEntries(texts.flatMap((one) => Object.entries(one)));
}

const partsOf = (locale: Translation) =>
  Object.values(GROUPS)
    .flat()
    .filter((part) => locale === 'en' || !STAFF_PARTS.includes(part));

const formsOf = (text: Text): [form: string, words: string][] =>
  typeof text === 'string' ? [['', text]] : Object.entries(text);

const placeholdersOf = (words: string) => (words.match(/\{\w+\}/g) ?? []).toSorted();

/** Names of things, which stay as they are in each script. */
const NAMES =
  /\{\w+\}|Chrome|Edge|Firefox|Safari|Teams|Distansmöte|Torsås|npm run admin|Språk|Language|Enter|Shift|UDP|TCP|TURN|QR|PIN|ms|Mbit\/s|https?:\/\/|lpha|Anslut|[Ss]amtals-ID|Escape|Android|iOS|\bp\b/g;

const SCRIPTS: Partial<Record<Translation, { own: RegExp; foreign: RegExp }>> = {
  // Persian has letters of its own, and digits are ours, as in call IDs.
  ar: { own: /[\u0621-\u064a]/, foreign: /[A-Za-zÅÄÖåäöپچژگیک\u0660-\u0669\u06f0-\u06f9]/ },
  fa: { own: /[\u0621-\u06cc]/, foreign: /[A-Za-zÅÄÖåäöيكىة\u0660-\u0669\u06f0-\u06f9]/ },
  uk: { own: /[А-Яа-яІіЇїЄєҐґ]/, foreign: /[A-Za-zÅÄÖåäöЫыЪъЭэЁё]/ },
  fi: { own: /[a-z]/i, foreign: /[ß\u0400-\u06ff]/ },
  so: { own: /[a-z]/i, foreign: /[ÅÄÖåäöpvz\u0400-\u06ff]/i },
  pl: { own: /[a-z]/i, foreign: /[ÅÄÖåäöqvx\u0400-\u06ff]/i },
};

test('each part of the texts is in a group', () => {
  const files = readdirSync(new URL('texts/', import.meta.url)).map((file) => file.slice(0, -3));
  expect([...new Set<string>(Object.values(GROUPS).flat())].toSorted()).toEqual(files.toSorted());
});

describe.each(TRANSLATIONS)('%s', (locale) => {
  /** What is wrong with a text, each as "part.key: …". */
  async function faults(
    look: (words: string, form: string, ours: Text) => string | undefined,
  ): Promise<string[]> {
    const theirs = await translationOf(locale);
    return partsOf(locale).flatMap((part) =>
      Object.entries(swedish[part] ?? {}).flatMap(([key, ours]) =>
        formsOf(theirs[part]?.[key] ?? {}).flatMap(([form, words]) => {
          const fault = look(words, form, ours);
          return fault === undefined ? [] : [`${part}.${key}: ${fault}: ${words}`];
        }),
      ),
    );
  }

  it('has each text, and no other', async () => {
    const theirs = await translationOf(locale);
    const keysOf = (texts: Texts) =>
      partsOf(locale).flatMap((part) =>
        Object.keys(texts[part] ?? {}).map((key) => `${part}.${key}`),
      );
    expect(keysOf(theirs).filter((key) => !keysOf(swedish).includes(key))).toEqual([]);
    const missing = keysOf(swedish).filter((key) => !keysOf(theirs).includes(key));
    expect(missing).toEqual([]);
    expect(await faults((words) => (words.trim() === '' ? 'empty' : undefined))).toEqual([]);
  });

  it('says what is counted in each form that the language has', async () => {
    const theirs = await translationOf(locale);
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const part of partsOf(locale)) {
      for (const [key, ours] of Object.entries(swedish[part] ?? {})) {
        const text = theirs[part]?.[key];
        if (text === undefined) continue;
        const forms = typeof ours === 'string' ? [] : pluralCategories.toSorted();
        const has = typeof text === 'object' ? Object.keys(text).toSorted() : [];
        expect(has, `${part}.${key}`).toEqual(forms);
      }
    }
  });

  it('has the placeholders of each text', async () => {
    const lost = await faults((words, form, ours) => {
      const [[, source] = ['', '']] = formsOf(ours).toReversed();
      const [has, needs] = [placeholdersOf(words), placeholdersOf(source)];
      // "One participant" needs no digit.
      const isSaid = ['zero', 'one', 'two'].includes(form) && has.length === 0;
      const isSame = [...new Set(has)].join() === [...new Set(needs)].join();
      return isSame || isSaid ? undefined : `has ${has.join() || 'none'}, not ${needs.join()}`;
    });
    expect(lost).toEqual([]);
  });

  it('is written in the script of the language, with nothing left of another', async () => {
    const { own, foreign } = SCRIPTS[locale] ?? { own: /[a-z]/i, foreign: /[åäö]/i };
    const strange = await faults((words) => {
      const bare = words.replaceAll(NAMES, '');
      const [letter] = foreign.exec(bare) ?? [];
      if (letter !== undefined) return `has ${letter}`;
      return /\p{L}/u.test(bare) && !own.test(bare) ? 'has no letter of its own' : undefined;
    });
    expect(strange).toEqual([]);
  });

  it('has no text that is still Swedish', async () => {
    const same = await faults((words, _, ours) => {
      const isSame = formsOf(ours).some(([, source]) => source === words);
      const isBare = words.replaceAll(NAMES, '').replaceAll(/[^\p{L}]/gu, '').length < 7;
      // Languages with Latin letters have many a word from where Swedish has it.
      const isLatin = (SCRIPTS[locale]?.own ?? /a/).test('a');
      const isOneWord = isLatin && /^\p{L}+:?$/u.test(words.replaceAll(NAMES, '').trim());
      return isSame && !isBare && !isOneWord ? 'Swedish' : undefined;
    });
    expect(same).toEqual([]);
  });

  it('is about as long as the Swedish text, so that it fits', async () => {
    const long = await faults((words, _, ours) => {
      const source = Math.max(...formsOf(ours).map(([, one]) => one.length));
      const limit = Math.max(20, source < 30 ? 2.2 * source : 1.7 * source);
      return words.length > limit
        ? `${words.length} characters of ${Math.floor(limit)}`
        : undefined;
    });
    expect(long).toEqual([]);
  });
});
