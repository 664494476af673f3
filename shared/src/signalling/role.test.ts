// A role takes a language by its tag, and nothing that could be shown as something else.
import { expect, test } from 'vitest';
import { areSameRole, role } from './role.ts';

const interpreterOf = (language: unknown) => ({ type: 'interpreter', language });

test.each(['so', 'prs', 'und', 'zh-Hant', 'pt-BR', 'sr-Latn-RS', 'es-419'])(
  '%s is a language',
  (language) => {
    expect(role.parse(interpreterOf(language))).toEqual(interpreterOf(language));
  },
);

test.each([
  '',
  'SO',
  'somaliska',
  'so ',
  'so\u202e',
  'en-x-whatever',
  'de-DE-u-co-phonebk',
  'a'.repeat(10_000),
  ['so'],
  null,
  undefined,
])('%j is none', (language) => {
  expect(role.safeParse(interpreterOf(language)).success).toBe(false);
});

test('only the three roles are taken, without anything beside them', () => {
  for (const type of ['signLanguageInterpreter', 'captioner'] as const)
    expect(role.parse({ type, language: 'so', right: 'convener' })).toEqual({ type });
  expect(role.safeParse({ type: 'convener' }).success).toBe(false);
});

test('interpreters of two languages have two roles', () => {
  const [somali, arabic] = ['so', 'ar'].map((language) => role.parse(interpreterOf(language)));
  expect(areSameRole(somali, role.parse(interpreterOf('so')))).toBe(true);
  expect(areSameRole(somali, arabic)).toBe(false);
  expect(areSameRole(somali, undefined)).toBe(false);
  expect(areSameRole(undefined, undefined)).toBe(true);
});
