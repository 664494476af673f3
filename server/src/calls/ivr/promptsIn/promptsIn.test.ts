// Each language has every prompt in its own script, about as long as in Swedish, and all numbers are different.
import { describe, expect, test } from 'vitest';
import { isSound, PROMPT_NAMES, PROMPTS } from '../prompts.ts';
import { ar } from './ar.ts';
import { fa } from './fa.ts';
import { fi } from './fi.ts';
import { pl } from './pl.ts';
import { so } from './so.ts';
import type { PromptsIn } from './promptsIn.ts';
import { uk } from './uk.ts';

const LATIN = /[a-z]/i;
const ARABIC = /[\u0621-\u06cc]/;
const CYRILLIC = /[\u0400-\u04ff]/;
const LANGUAGES: [string, PromptsIn, own: RegExp, foreign: RegExp][] = [
  ['fi', fi, LATIN, /[^\p{Script=Latin}\p{P}\s]/u],
  ['ar', ar, ARABIC, /[a-zپچژگی]/i],
  ['so', so, LATIN, /[^\p{Script=Latin}\p{P}\s]|[pvz]/u],
  ['fa', fa, ARABIC, /[a-zيكة]/i],
  ['uk', uk, CYRILLIC, /[a-zыъэё]/i],
  ['pl', pl, LATIN, /[^\p{Script=Latin}\p{P}\s]|[qvx]/u],
];

describe.each(LANGUAGES)('%s', (_, { spoken, written, machineMade, serviceName }, own, foreign) => {
  test('every prompt is there, and no other', () => {
    expect(Object.keys(spoken)).toEqual(PROMPT_NAMES.filter((name) => !isSound(name)));
  });

  test('each is in the script of the language, and about as long as in Swedish', () => {
    const strange = Object.entries(spoken).filter(([name, words]) => {
      const { sv } = PROMPTS[name as keyof typeof spoken];
      return (
        !own.test(words) || foreign.test(words) || words.length > Math.max(42, sv.length * 1.7)
      );
    });
    expect(strange).toEqual([]);
    const others = [...Object.values(written), machineMade, serviceName].filter(Boolean);
    expect(others.filter((words) => !own.test(words) || foreign.test(words))).toEqual([]);
  });

  test('numbers differ', () => {
    const numbers = Object.entries(spoken).filter(([name]) => /^(digit|number)/.test(name));
    expect(new Set(numbers.map(([, words]) => words)).size).toBe(numbers.length);
  });
});
