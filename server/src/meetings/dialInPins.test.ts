// A dial-in PIN belongs to one owner, for long enough to call.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { DialInPins, PIN_VALID_MS } from './dialInPins.ts';

const owner = (id: string) => ({ id: id as ParticipantId, name: id, profession: '' });
const nobodyIsHere = () => false;
const NOW = Date.parse('2026-11-26T12:00:00Z');

test('each person gets a four-digit PIN of their own, and the same one again when they ask again', () => {
  const pins = new DialInPins(nobodyIsHere);
  const ids = Array.from({ length: 110 }, (_, index) => `person ${index}`);
  const given = ids.map((id) => pins.issue(owner(id), NOW));
  expect(new Set(given).size).toBe(ids.length);
  for (const pin of given) expect(pin).toMatch(/^\d{4}$/);
  for (const [index, id] of ids.entries()) {
    expect(pins.issue(owner(id), NOW + 1)).toBe(given[index]);
    expect(pins.ownerOf(given[index] ?? '', NOW + 1)).toEqual(owner(id));
  }
});

test('a PIN is valid for a while after it was last asked for', () => {
  const pins = new DialInPins(nobodyIsHere);
  const anna = owner('Anna');
  const pin = pins.issue(anna, NOW);
  const almost = NOW + PIN_VALID_MS - 1;
  expect(pins.ownerOf(pin, almost)).toEqual(anna);
  expect(pins.issue(anna, almost)).toBe(pin);
  expect(pins.ownerOf(pin, almost + PIN_VALID_MS - 1)).toEqual(anna);
  expect(pins.ownerOf(pin, almost + PIN_VALID_MS)).toBeUndefined();
});
