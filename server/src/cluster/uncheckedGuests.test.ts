// What two servers tell each other of people who wait unchecked: all numbers are looked for alike, and leases run out.
import { randomBytes, randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Limiter } from '../limits/limiter.ts';
import type { LobbyEvent } from '../meetings/events.ts';
import { UncheckedLobbies } from '../meetings/uncheckedLobbies.ts';
import { clusterMessage } from './messages.ts';
import { UncheckedGuests } from './uncheckedGuests.ts';

const OPEN = '787544182' as CallId;
const WRONG = '100000000' as CallId;
const roomOf = (callId: CallId) => `room-of-${callId}`.slice(0, 16);
const key = randomBytes(32);

let isCutOff: boolean;
let queries: string[][];
let sent: number;
let shownChanges: number;
let here: ReturnType<typeof makeServer>;
let there: ReturnType<typeof makeServer>;

function makeServer(nodeId: string, holder: string, other: () => UncheckedGuests) {
  const lobbies = new UncheckedLobbies(new Limiter(), () => {
    if (nodeId === 'there') shownChanges += 1;
  });
  const guests = new UncheckedGuests({
    nodeId,
    key,
    lobbies,
    roomOf,
    holdersOf: async (rooms) => {
      queries.push(rooms);
      return new Map(rooms.includes(roomOf(OPEN)) ? [[roomOf(OPEN), holder]] : []);
    },
    isOtherAlive: (id) => id !== nodeId,
    send: async (_, said) => {
      if (isCutOff) throw new Error('no answer');
      const message = clusterMessage.parse(JSON.parse(JSON.stringify(said)));
      sent += 1;
      if (message.type === 'unchecked') other().heard(OPEN, message);
      if (message.type === 'decided') other().decided(message);
    },
  });
  return { lobbies, guests };
}

beforeEach(() => {
  vi.useFakeTimers();
  isCutOff = false;
  queries = [];
  sent = 0;
  shownChanges = 0;
  here = makeServer('here', 'there', () => there.guests);
  there = makeServer('there', 'there', () => here.guests);
});
afterEach(() => {
  vi.useRealTimers();
});

function knock(callId: CallId, kind: 'browser' | 'phone' = 'browser') {
  const told: LobbyEvent[] = [];
  const id = randomUUID() as ParticipantId;
  const entry = {
    guest: { id, kind, name: 'Elsa', profession: '' },
    address: '198.51.100.1',
    browserId: 'browser',
    tell: (event: LobbyEvent) => void told.push(event),
  };
  here.lobbies.of(callId).knock(entry);
  return { id, told, leave: () => here.lobbies.of(callId).leaveLobby(entry) };
}
const shown = () =>
  there.lobbies
    .of(OPEN)
    .guests()
    .map(({ id }) => id);

test('right and wrong numbers are looked for together, and nothing is asked where nobody waits', async () => {
  await here.guests.tell();
  expect(queries).toEqual([]);
  const right = knock(OPEN);
  const wrong = knock(WRONG);
  await here.guests.tell();
  expect(queries).toEqual([[roomOf(OPEN), roomOf(WRONG)]]);
  expect(shown()).toEqual([right.id]);
  expect([right.told, wrong.told]).toEqual([[], []]);
});

test('a telephone is shown too: its call is led there', async () => {
  const { id } = knock(OPEN, 'phone');
  await here.guests.tell();
  expect(shown()).toEqual([id]);
});

test('what has not changed is said again only to renew the lease, and conveners are told no news', async () => {
  knock(OPEN);
  for (let beat = 0; beat < 21; beat += 1) {
    await here.guests.tell();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(sent).toBe(5);
  expect(shownChanges).toBe(1);
  expect(shown()).toHaveLength(1);
});

test('a server that is not heard of any more has nobody waiting', async () => {
  knock(OPEN);
  await here.guests.tell();
  isCutOff = true;
  await vi.advanceTimersByTimeAsync(14_000);
  expect(shown()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown()).toEqual([]);
  expect(shownChanges).toBe(2);
});

test('whoever goes is taken off the list at the next beat', async () => {
  const { leave } = knock(OPEN);
  await here.guests.tell();
  leave();
  await here.guests.tell();
  expect(shown()).toEqual([]);
});

test('a decision that is lost is sent again, and a person is decided on once', async () => {
  const { id, told } = knock(OPEN);
  await here.guests.tell();
  isCutOff = true;
  expect(there.lobbies.of(OPEN).decide(id, true)).toMatchObject({ browserId: 'browser' });
  expect(there.lobbies.of(OPEN).decide(id, true)).toBe(undefined);
  expect(shown()).toEqual([]);
  await vi.advanceTimersByTimeAsync(6_000);
  isCutOff = false;
  await here.guests.tell();
  expect(told).toEqual([{ type: 'admitted', room: roomOf(OPEN) }]);
  await here.guests.tell();
  expect(shown()).toEqual([]);
});

test('one address is told as the same by all servers, and not itself', () => {
  const from = here.guests.fromOf('198.51.100.1');
  expect(there.guests.fromOf('198.51.100.1')).toBe(from);
  expect(here.guests.fromOf('198.51.100.2')).not.toBe(from);
  expect(from).not.toContain('198');
});
