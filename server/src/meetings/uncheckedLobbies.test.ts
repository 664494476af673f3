// People who wait for an unchecked number: bounded in time and number, and listed fairly.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LimitExceeded, Limiter } from '../limits/limiter.ts';
import { HELD } from '../limits/limits.ts';
import type { LobbyEvent } from './events.ts';
import { UncheckedLobbies } from './uncheckedLobbies.ts';

const CALL_ID = '787544182' as CallId;
let limiter: Limiter;
let changed: CallId[];
let knocks: UncheckedLobbies;
beforeEach(() => {
  vi.useFakeTimers();
  limiter = new Limiter();
  changed = [];
  knocks = new UncheckedLobbies(limiter, (callId) => void changed.push(callId));
});
afterEach(() => {
  vi.useRealTimers();
});

let made = 0;
function entryFrom(address: string, kind: 'browser' | 'phone' = 'browser') {
  made += 1;
  const told: LobbyEvent['type'][] = [];
  const guest = { id: `id ${made}` as ParticipantId, kind, name: `${made}`, profession: '' };
  return { guest, address, told, tell: ({ type }: LobbyEvent) => void told.push(type) };
}
const namesOf = (callId: CallId) =>
  knocks
    .of(callId)
    .guests()
    .map(({ name }) => name);

test.each([
  ['browser', 30],
  ['phone', 2],
] as const)('a %s waits for %d minutes, and is then turned away', (kind, minutes) => {
  const entry = entryFrom('a', kind);
  knocks.of(CALL_ID).knock(entry);
  vi.advanceTimersByTime(minutes * 60_000 - 1);
  expect(entry.told).toEqual([]);
  expect(namesOf(CALL_ID)).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(entry.told).toEqual(['denied']);
  expect(namesOf(CALL_ID)).toEqual([]);
  expect(limiter.heldBy('uncheckedKnocks', { address: 'a' })).toBe(0);
  expect(limiter.heldBy('uncheckedCalls')).toBe(0);
});

test('entries per address are bounded, over all numbers, without affecting another address', () => {
  const { perAddress } = HELD.uncheckedKnocks;
  for (let number = 0; number < perAddress; number += 1)
    knocks.of(String(100_000_000 + number) as CallId).knock(entryFrom('bot'));
  expect(() => knocks.of(CALL_ID).knock(entryFrom('bot'))).toThrow(LimitExceeded);
  expect(knocks.of(CALL_ID).knock(entryFrom('elsewhere'))).toBe(true);
});

test('filling the list from a few addresses does not hide the others', () => {
  for (let number = 0; number < 100; number += 1)
    knocks.of(CALL_ID).knock(entryFrom(`bot ${number % 3}`));
  const elsa = entryFrom('elsewhere');
  knocks.of(CALL_ID).knock(elsa);
  expect(namesOf(CALL_ID)).toHaveLength(25);
  expect(namesOf(CALL_ID).indexOf(elsa.guest.name)).toBe(3);
});

test('a denied guest is told nothing, is not shown again, and waits until the end', () => {
  const entry = entryFrom('a');
  const lobby = knocks.of(CALL_ID);
  lobby.knock(entry);
  expect(lobby.decide(entry.guest.id, false)).toBe(entry);
  expect(entry.told).toEqual([]);
  lobby.leaveLobby(entry);
  lobby.knock(entry);
  expect(namesOf(CALL_ID)).toEqual([]);
  expect(lobby.has(entry.guest.id)).toBe(true);
  vi.advanceTimersByTime(30 * 60_000);
  expect(entry.told).toEqual(['denied']);
  vi.advanceTimersByTime(250);
  expect(vi.getTimerCount()).toBe(0);
});

test('the meeting is told with a delay, and once for many changes', () => {
  for (let number = 0; number < 10; number += 1) knocks.of(CALL_ID).knock(entryFrom('a'));
  expect(changed).toEqual([]);
  vi.advanceTimersByTime(250);
  expect(changed).toEqual([CALL_ID]);
});
