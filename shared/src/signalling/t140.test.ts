// T.140 is tidied and applied without ever cutting a character in two.
import { expect, test } from 'vitest';
import { applyT140, linesOf, tidyT140 } from './t140.ts';

test.each([
  ['what was written stands', 'Hej', ' på', 'Hej på'],
  ['a backspace erases one character', 'Hej', '\b\be', 'He'],
  ['an emoji is one character', 'Hej 😀', '\b', 'Hej '],
  ['of an emoji of several code points the last goes', '👩‍🔬', '\b', '👩‍'],
  ['nothing is erased before the start', 'Hej', '\b\b\b\b\bDå', 'Då'],
  ['a new line ends the line', 'Hej', '\u2028Anna', 'Hej\u2028Anna'],
  ['nothing of a line that has ended is erased', 'Hej\u2028A', '\b\b\b\bBo', 'Hej\u2028Bo'],
  ['a line of nothing does not end', 'Hej', '\u2028\u2028\u2028', 'Hej\u2028'],
  ['other ends of lines are new lines', '', 'a\r\nb\rc\nd\u2029e', 'a\u2028b\u2028c\u2028d\u2028e'],
  ['a byte order mark is nothing', 'Hej', '\ufeff\ufeff!', 'Hej!'],
  ['half an emoji is a gap', '', 'a\ud83d', 'a\ufffd'],
  ['an emoji that was cut in two is two gaps', 'a\ufffd', '\ude00', 'a\ufffd\ufffd'],
  ['marks of direction stay', '', '\u200fسلام\u200e', '\u200fسلام\u200e'],
  ['what turns the text around is nothing', '', '\u202eolleh\u202c', 'olleh'],
  ['controls, bells and nulls are nothing', 'Hej', '\u0000\u0007\u009b\u007f!', 'Hej!'],
  ['colours are nothing', '', '\u001b[31mröd\u001b[0m', 'röd'],
  ['strings for the machine are nothing', '', 'a\u0098secret\u009cb', 'ab'],
  ['a tabulator is a space', '', 'a\tb', 'a b'],
])('%s', (_, shown, operations, after) => {
  expect(applyT140(shown, operations)).toBe(after);
});

test('what has been tidied stays as it is', () => {
  const random = seeded(27);
  for (let round = 0; round < 2_000; round += 1) {
    const text = anything(random);
    const tidy = tidyT140(text);
    expect(tidyT140(tidy)).toBe(tidy);
    expect(tidy.isWellFormed()).toBe(true);
  }
});

test('in whatever pieces tidy text comes, the same is shown', () => {
  const random = seeded(140);
  for (let round = 0; round < 2_000; round += 1) {
    const characters = Array.from(tidyT140(anything(random)));
    const at = Math.floor(random() * characters.length);
    const [first, second] = [characters.slice(0, at).join(''), characters.slice(at).join('')];
    expect(applyT140(applyT140('', first), second)).toBe(applyT140('', first + second));
  }
});

test('the last line is the one that is being written', () => {
  expect(linesOf('')).toEqual({ ended: [], live: '' });
  expect(linesOf('Hej\u2028Då\u2028')).toEqual({ ended: ['Hej', 'Då'], live: '' });
  expect(linesOf('Hej\u2028Då')).toEqual({ ended: ['Hej'], live: 'Då' });
});

/** Text of the characters that could go wrong. */
function anything(random: () => number): string {
  const pieces = [
    'a',
    'å',
    '\b',
    '\u2028',
    '\n',
    '\r',
    '\ufeff',
    '\u001b',
    '[',
    '3',
    'm',
    '\u0098',
  ];
  const more = [
    '\u009c',
    '😀',
    '\ud83d',
    '\ude00',
    '\u200d',
    '\u202e',
    '\u0301',
    '\t',
    'ש',
    '\u0007',
  ];
  const all = [...pieces, ...more];
  const length = Math.floor(random() * 30);
  return Array.from({ length }, () => all[Math.floor(random() * all.length)]).join('');
}

/** Numbers from 0 to 1, the same in each run (as in the testkit, which rests on this package). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
