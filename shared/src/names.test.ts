// A name is shown as typed, unless it would reorder or hide text, or break its line.
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
  ['ශ්\u200dරී'],
  ['Nguyễn Thị Ánh'],
  ['Nguye\u0302\u0303n'],
  ['Anna 👩🏽\u200d⚕\ufe0f ❤\ufe0f 🏳\ufe0f\u200d🌈'],
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
  ['An\u3164na', 'a Hangul filler'],
  ['\u115f\u1160', 'nothing but fillers, which are letters'],
  ['Anna\uffa0', 'a halfwidth filler'],
  ['An\u00adna', 'a soft hyphen'],
  ['An\u034fna', 'a grapheme joiner'],
  ['Anna\ufe0f', 'a variation selector on a letter'],
  ['Anna 7\ufe0f', 'a variation selector on a digit'],
  ['A\u{e0100}nna', 'a supplementary variation selector'],
  ['A\u{e0041}nna', 'a tag'],
  ['Anna\u2800', 'an empty Braille cell'],
  ['An\u200dna', 'a joiner in a script that does not join'],
  ['Ан\u200cна', 'a non-joiner in such a script'],
  ['علی\u200c', 'a non-joiner with nothing to keep apart'],
  ['علی\u200c\u200cرضا', 'two non-joiners'],
  ['Anna 😀\u200d', 'a joiner with nothing to join'],
  [`A${'\u0301'.repeat(3)}nna`, 'three marks'],
  [`Z${'\u0335\u0321\u0322'.repeat(19)}`, 'a tower of marks'],
  ['\u0301Anna', 'a mark on what stands before'],
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
  ['Anna\u3164Berg', 'Anna Berg'],
  ['\u0301 \u0301Anna', 'Anna'],
  [`A\u0327${'\u0301'.repeat(40)}nna`, '\u00c1\u0327\u0301nna'],
  [`${'A'.repeat(58)}😀\u200d😀`, `${'A'.repeat(58)}😀`],
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

test('whatever is typed, its tidied form is showable if it has a letter or digit', () => {
  const pieces = [
    'a',
    'É',
    '\u0301',
    '\u0327',
    '\u200d',
    '\u200c',
    'ع',
    '\u094d',
    'क',
    '😀',
    '\ufe0f',
    '🏽',
    ' ',
    '\n',
    '\u3164',
    '\u00ad',
    '\ud83d',
    '\ude00',
    '\u2800',
    '7',
  ];
  let state = 20_261_128;
  const below = (end: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  for (let count = 0; count < 20_000; count += 1) {
    const length = 1 + below(count % 10 === 0 ? 80 : 8);
    const typed = Array.from({ length }, () => pieces[below(pieces.length)]).join('');
    const tidy = tidyName(typed);
    expect(tidyName(tidy), JSON.stringify(typed)).toBe(tidy);
    expect(isShowableName(tidy), JSON.stringify(typed)).toBe(/[\p{L}\p{N}]/u.test(tidy));
  }
});
