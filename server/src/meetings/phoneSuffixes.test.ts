// A personal suffix is one owner's, for as long as it takes to ring.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { PhoneSuffixes, SUFFIX_GOOD_MS } from './phoneSuffixes.ts';

const owner = (id: string) => ({ id: id as ParticipantId, name: id, profession: '' });
const nobodyIsHere = () => false;
const NOW = Date.parse('2026-11-26T12:00:00Z');

test('each has one of their own, of four digits, the same when it is asked for again', () => {
  const suffixes = new PhoneSuffixes(nobodyIsHere);
  const ids = Array.from({ length: 110 }, (_, index) => `person ${index}`);
  const given = ids.map((id) => suffixes.give(owner(id), NOW));
  expect(new Set(given).size).toBe(ids.length);
  for (const suffix of given) expect(suffix).toMatch(/^\d{4}$/);
  for (const [index, id] of ids.entries()) {
    expect(suffixes.give(owner(id), NOW + 1)).toBe(given[index]);
    expect(suffixes.ownerOf(given[index] ?? '', NOW + 1)).toEqual(owner(id));
  }
});

test('it is good for a while after it was asked for', () => {
  const suffixes = new PhoneSuffixes(nobodyIsHere);
  const anna = owner('Anna');
  const suffix = suffixes.give(anna, NOW);
  const almost = NOW + SUFFIX_GOOD_MS - 1;
  expect(suffixes.ownerOf(suffix, almost)).toEqual(anna);
  expect(suffixes.give(anna, almost)).toBe(suffix);
  expect(suffixes.ownerOf(suffix, almost + SUFFIX_GOOD_MS - 1)).toEqual(anna);
  expect(suffixes.ownerOf(suffix, almost + SUFFIX_GOOD_MS)).toBeUndefined();
});
