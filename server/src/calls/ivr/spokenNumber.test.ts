// Numbers are spoken as people say them.
import { expect, test } from 'vitest';
import { PROMPTS, type PromptLanguage, type PromptName } from './prompts.ts';
import { readBack, spokenCount } from './spokenNumber.ts';

const words = (names: PromptName[], language: PromptLanguage) =>
  names.map((name) => PROMPTS[name][language]).join(' ');

test.each([
  [0, 'noll', 'zero'],
  [1, 'ett', 'one'],
  [9, 'nio', 'nine'],
  [10, 'tio', 'ten'],
  [18, 'arton', 'eighteen'],
  [20, 'tjugo', 'twenty'],
  [21, 'tjugo ett', 'twenty one'],
  [77, 'sjuttio sju', 'seventy seven'],
  [99, 'nittio nio', 'ninety nine'],
  [100, 'hundra', 'one hundred'],
])('%i is %s, %s', (count, swedish, english) => {
  expect(words(spokenCount(count), 'sv')).toBe(swedish);
  expect(words(spokenCount(count), 'en')).toBe(english);
});

test('every count that a meeting can have is at most two prompts', () => {
  const all = Array.from({ length: 100 }, (_, index) => spokenCount(index + 1));
  expect(all.flat().filter((name) => !(name in PROMPTS))).toEqual([]);
  expect(Math.max(...all.map(({ length }) => length))).toBe(2);
  expect(new Set(all.map((names) => words(names, 'sv'))).size).toBe(100);
});

test('a number is read back in groups of three', () => {
  expect(readBack('7875')).toEqual(['digit7', 'digit8', 'digit7', 'pause', 'digit5']);
  expect(readBack('')).toEqual([]);
});
