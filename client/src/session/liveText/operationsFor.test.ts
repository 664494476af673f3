// Whatever happens in the field, the others see what stands there: random edits of all kinds of text.
import { applyT140, BACKSPACE, tidyT140 } from '@distansmote/shared/signalling/t140.ts';
import { randomFrom } from '@distansmote/testkit/random.ts';
import { expect, test } from 'vitest';
import { firstOf, operationsFor, writable } from './operationsFor.ts';

test.each([
  ['what is added at the end is all that is sent', 'Hej', 'Hej på', ' på'],
  ['a corrected word is erased and written', 'Hej Anan', 'Hej Anna', '\b\bna'],
  ['what changes in the middle takes the rest with it', 'Ett tre', 'Ett två tre', '\b\bvå tre'],
  ['an emoji is erased whole', 'a😀', 'a😃', '\b😃'],
  ['of an emoji of several, what differs', '👩‍🔬', '👩‍🚀', '\b🚀'],
  ['nothing is nothing', 'Hej', 'Hej', ''],
  ['all is erased', 'Hej', '', '\b\b\b'],
])('%s', (_, from, to, operations) => {
  expect(operationsFor(from, to)).toBe(operations);
});

test.each([
  ['letters are composed', 'A\u030angstro\u0308m', 'Ångström'],
  ['half an emoji waits for its other half', 'Hej \ud83d', 'Hej '],
  ['a half in the middle is a gap', 'a\ud83db', 'a\ufffdb'],
  ['no control characters', 'a\u0007\bb', 'a\bb'],
])('%s', (_, typed, sent) => {
  expect(writable(typed)).toBe(sent);
});

const LETTERS = ['a', 'b', 'å', '😀', '😃', '👩‍🔬', '\u0301', 'س', '\u200f', '中', ' ', '🇸🇪'];

test('after any edit the others see what stands in the field', () => {
  const random = randomFrom(3);
  let typed = '';
  let seen = '';
  for (let edit = 0; edit < 5_000; edit += 1) {
    const at = Math.floor(random() * (typed.length + 1));
    const end = at + Math.floor(random() * 4);
    const added = Array.from(
      { length: Math.floor(random() * 4) },
      () => LETTERS[Math.floor(random() * LETTERS.length)],
    ).join('');
    // Cuts surrogates too, as a keyboard may for a moment.
    typed = (typed.slice(0, at) + added + typed.slice(end)).slice(0, 40);
    const to = writable(typed);
    const operations = operationsFor(seen, to);
    expect(tidyT140(operations), 'the server takes it').toBe(operations);
    seen = applyT140(seen, operations);
    expect(seen).toBe(to);
  }
});

test('in pieces of any length the same is seen, and no character is cut', () => {
  const random = randomFrom(4);
  for (let round = 0; round < 500; round += 1) {
    const line = () =>
      writable(
        Array.from(
          { length: Math.floor(random() * 20) },
          () => LETTERS[Math.floor(random() * LETTERS.length)],
        ).join(''),
      );
    const [from, to] = [line(), line()];
    let seen = from;
    for (let left = operationsFor(from, to); left !== '';) {
      const piece = firstOf(left, 2 + Math.floor(random() * 5));
      expect(piece).not.toBe('');
      expect(piece.isWellFormed()).toBe(true);
      seen = applyT140(seen, piece);
      left = left.slice(piece.length);
    }
    expect(seen).toBe(to);
  }
});

test('nothing shorter would do: all that stays is what both begin with', () => {
  const operations = operationsFor('abcdef', 'abXdef');
  expect(operations).toBe(BACKSPACE.repeat(4) + 'Xdef');
});
