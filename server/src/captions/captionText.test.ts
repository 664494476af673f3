// What of a recogniser's answer is shown.
import { expect, test } from 'vitest';
import { captionText, isPlausible } from './captionText.ts';

test.each([
  [' Hej  på\ndig.\r\n', 'Hej på dig.'],
  ['\u202Eab\u0007c\uD800', 'abc'],
  ['[BLANK_AUDIO]', ''],
  [' ... ', ''],
  ['', ''],
])('%j is shown as %j', (answer, shown) => expect(captionText(answer, true)).toBe(shown));

test('of what is too long, the beginning of a finished line and the end of an unfinished one are shown', () => {
  const long = `början ${'ord '.repeat(100_000)}slut`;
  expect(captionText(long, true)).toMatch(/^början ord.{500,590}$/u);
  expect(captionText(long, false)).toMatch(/^(?!början).{200,239}slut$/u);
});

test('a character of two code units is not cut', () =>
  expect(captionText('🙂'.repeat(1_000) + 'a', true)).not.toMatch(/\p{Cs}/u));

test('nobody says a thousand characters in a second', () => {
  expect(isPlausible(60, 400)).toBe(true);
  expect(isPlausible(250, 10_000)).toBe(true);
  expect(isPlausible(1_000, 1_000)).toBe(false);
});
