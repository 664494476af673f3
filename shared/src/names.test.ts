// A name is shown as it was written, unless it would turn text around, hide, or break its line.
import { expect, test } from 'vitest';
import { isShowableName, tidyName } from './names.ts';

test.each([
  ['Anna Öberg'],
  ["O'Neill-Åkesson"],
  ['Zlatan Ibrahimović'],
  ['أحمد'],
  ['李小龍'],
  ['Room 4'],
  ['7'],
  ['Anna 😀'],
  ['<b>Anna</b> &amp; "Bo"'],
  ['e\u0301va'],
  ['علی\u200cرضا'],
])('%j can be shown', (name) => {
  expect(isShowableName(name)).toBe(true);
});

test.each([
  ['', 'nothing'],
  ['   ', 'only spaces'],
  [' Anna', 'a space first'],
  ['Anna ', 'a space last'],
  ['...', 'only punctuation'],
  ['\u0301', 'only a combining mark'],
  ['😀', 'only an emoji'],
  ['\u202eannA', 'an override to right-to-left'],
  ['Anna\u2066', 'an isolate'],
  ['\u200fAnna', 'a right-to-left mark'],
  ['An\u200bna', 'a zero-width space'],
  ['\ufeffAnna', 'a byte order mark'],
  ['An\nna', 'a new line'],
  ['An\u2028na', 'a line separator'],
  ['An\u0000na', 'a zero byte'],
  ['An\ud800na', 'half of a surrogate pair'],
  ['An\ue000na', 'a character of private use'],
])('%j cannot be shown: %s', (name) => {
  expect(isShowableName(name)).toBe(false);
});

test.each([
  ['  Anna   Öberg ', 'Anna Öberg'],
  ['Anna\tÖberg\n', 'Anna Öberg'],
  ['Anna\u00a0Öberg', 'Anna Öberg'],
  ['\u202eannA', 'annA'],
  ['An\u200bna', 'An na'],
  ['<b>Anna</b>', '<b>Anna</b>'],
  ['O\u0308berg', 'Öberg'],
  ['\u200e\u200f\u202e', ''],
  ['Anna 😀', 'Anna 😀'],
])('%j is tidied to %j', (typed, tidy) => {
  expect(tidyName(typed)).toBe(tidy);
});

test.each([
  ['  Anna \u202e Öberg'],
  ['a\u200b\u0301'],
  ['\u200bo\u200b\u0308'],
  ['x \u0301'],
  ['😀\ud83d'],
])('%j tidied twice is as tidied once, and without marks', (typed) => {
  const once = tidyName(typed);
  expect(tidyName(once)).toBe(once);
  expect(/[A-Za-z]/.test(once)).toBe(isShowableName(once));
});
