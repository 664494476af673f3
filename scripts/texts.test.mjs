// No text stands in the client's catalogue that no view shows. (That none is missing, TypeScript sees to.)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const SOURCE = join(ROOT, 'client', 'src');
const TEXTS = join(SOURCE, 'language', 'texts');

const code = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => join(SOURCE, path))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith(TEXTS))
  .map((path) => readFileSync(path, 'utf8'));

/** Whether it stands there whole, or its end does where names are put together, as in `${problem}Title`. */
function isUsed(key) {
  const words = key.match(/[A-Z]?[a-z]+/g) ?? [];
  const ends = words.map((_, index) => words.slice(index).join('')).slice(1);
  return code.some(
    (text) =>
      new RegExp(`\\b${key}\\b`).test(text) ||
      ends.some((end) => text.includes(`}${end}\``) || text.includes(`'${end}'`)),
  );
}

test.each(readdirSync(TEXTS))('every text of %s is shown somewhere', (name) => {
  const text = readFileSync(join(TEXTS, name), 'utf8');
  const swedish = text.slice(text.indexOf('defineTexts('), text.indexOf('.withEnglish('));
  const keys = [...swedish.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1] ?? '');
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});
