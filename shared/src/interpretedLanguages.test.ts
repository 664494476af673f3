// Each language of the list can be a role's, and has one name in each language of the page.
import { expect, test } from 'vitest';
import { interpretedLanguages, languageName } from './interpretedLanguages.ts';
import { languageTag } from './signalling/role.ts';

test.each(['sv', 'en', 'fi', 'ar', 'so', 'fa', 'uk', 'pl'])(
  'all have a name of their own in %s',
  (locale) => {
    const names = interpretedLanguages.map((tag) => languageName(tag, locale));
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  },
);

test('all are tags that the server takes', () => {
  for (const tag of interpretedLanguages)
    expect(languageTag.safeParse(tag).success, tag).toBe(true);
});

test('one that is not on the list has the browser’s name, and one that is none has none', () => {
  expect(languageName('zh-Hant', 'sv')).toContain('kinesiska');
  for (const tag of ['und', 'qqq']) expect(languageName(tag, 'sv')).toBeUndefined();
  expect(languageName('so', 'sv')).toBe('somaliska');
  // No browser has names in Somali.
  expect(languageName('so', 'tlh')).toBe('Somali');
});
