// Comparing names with all confusable ones at each join and read is cheap, whatever the names are.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { isShowableName } from '@distansmote/shared/names.ts';
import { expect, test, vi } from 'vitest';
import { DisplayNames } from './displayNames.ts';

const id = (number: number) => `person ${number}` as ParticipantId;

test('of a meeting that has moved, the names of those who left or were renamed at the last moment are free', () => {
  const names = new DisplayNames();
  const person = (number: number, name: string) => ({
    id: id(number),
    name,
    displayName: name,
    isConvener: false,
    handRaisedAt: null,
    isMuted: false,
    isLinked: false,
  });
  names.restore([person(1, 'Anna'), person(2, 'Bo')], [['karln', [id(3)]]]);
  names.restore([person(2, 'Cilla')], []);
  for (const [number, name] of ['Anna', 'Bo', 'Karin'].entries()) {
    names.set(id(10 + number), name, false);
    expect(names.of(id(10 + number))).toBe(name);
  }
  names.set(id(20), 'Cilla', false);
  expect(names.of(id(20))).toBe('Cilla (2)');
});

test("a name's skeleton is computed once, for joins and for reading the chat", () => {
  const working = vi.spyOn(String.prototype, 'normalize');
  const names = new DisplayNames();
  const costly = '\ufdfa'.repeat(60);
  for (let number = 0; number < 80; number += 1) names.set(id(number), costly, false);
  expect(new Set(Array.from({ length: 80 }, (_, number) => names.of(id(number)))).size).toBe(80);
  const written = Array.from({ length: 80 }, (_, number) => ({
    from: id(1_000 + number),
    fromName: names.of(id(number)) ?? '',
  }));
  const first = names.disambiguate(written);
  expect(names.disambiguate(written)).toEqual(first);
  // Three times for each that there is; 10,000 times were it for each comparison.
  expect(working.mock.calls.length).toBeLessThan(1_000);
});

test('a number makes no name of one that is none, wherever a long one is cut: with it a meeting could not move', () => {
  for (const [letter, tail] of [
    ['a', '👩\u200d👩\u200d👧'],
    ['ک', '\u200cکاب'],
    ['a', '👩🏽'],
    ['a', '❤\ufe0f\u200d🔥'],
    ['a', ' b c d e'],
  ] as const)
    for (let length = 40; length + tail.length <= 60; length += 1) {
      const name = letter.repeat(length) + tail.padEnd(60 - length, letter);
      const names = new DisplayNames();
      for (let number = 1; number <= 12; number += 1) {
        names.set(id(number), name, false);
        expect(isShowableName(names.of(id(number)) ?? ''), `${name} ${number}`).toBe(true);
      }
    }
});
