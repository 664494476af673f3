// What a meeting hands over is read as it was, also by a server of another version, and has a limit.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { CHAT_LIMIT } from '@distansmote/shared/signalling/messageLimits.ts';
import { expect, test, vi } from 'vitest';
import { Limiter } from '../limits/limiter.ts';
import { Captions } from './captions.ts';
import { Chat } from './chat.ts';
import { MAX_DEPARTED } from './departedMuted.ts';
import { DialInPins } from './dialInPins.ts';
import { MAX_DOOR_BYTES } from './door.ts';
import { letGo, type MovingParts, restore, stateOf } from './handover.ts';
import { LiveText } from './liveText.ts';
import { Lobby } from './lobby.ts';
import { Memory } from './memory.ts';
import {
  MAX_STATE_BYTES,
  type MeetingState,
  meetingState,
  type RungState,
} from './meetingState.ts';
import { MeetingStats } from './meetingStats.ts';
import { Naming } from './naming.ts';
import { Returning, RETURN_MS } from './returning.ts';
import { Roster } from './roster.ts';
import { Spotlight } from './spotlight.ts';
import { MAX_KNOWN } from './standings.ts';
import { UncheckedLobbies } from './uncheckedLobbies.ts';

const CALL_ID = '787544182' as CallId;
const passes = { has: () => false, add: () => undefined, delete: () => undefined };
const newId = () => randomUUID() as string as ParticipantId;
const ids = (count: number) => Array.from({ length: count }, newId);

const rungByName = (name: string) => (): RungState => ({
  id: randomUUID(),
  to: { type: 'phone', number: '+46701234567' },
  shownTo: '+46 70 123 45 67',
  as: { name, profession: name, role: { type: 'interpreter', language: 'so' } },
  digits: '1'.repeat(100),
  state: 'entered',
  personId: newId(),
  nodeId: 'a server',
});

/** Of a meeting without media. */
function partsOf(former?: MeetingState): MovingParts {
  const roster = new Roster();
  const limiter = new Limiter();
  const returning = new Returning(former, (missing) => letGo(parts, missing));
  const memory = new Memory({ roster, returning, voidPasses: passes, onDoorChanged: undefined });
  const unchecked = new UncheckedLobbies(limiter, () => undefined).of(CALL_ID);
  const rung: RungState[] = [];
  const parts: MovingParts = {
    roster,
    memory,
    lobby: new Lobby(CALL_ID, limiter, unchecked),
    naming: new Naming(roster),
    spotlight: new Spotlight(roster),
    chat: new Chat(roster),
    liveText: new LiveText(roster),
    captions: new Captions(roster, () => undefined),
    rings: { state: rung, restore: (state) => rung.splice(0, Infinity, ...state) },
    dialInPins: new DialInPins((id) => memory.wasHere(id)),
    stats: new MeetingStats(),
  };
  if (former !== undefined) restore(parts, former);
  return parts;
}

const sent = (state: unknown) => meetingState.parse(JSON.parse(JSON.stringify(state)));

/** One of everything. */
function example(): MeetingState {
  const [anna, bo, lars, karin] = ids(4) as [
    ParticipantId,
    ParticipantId,
    ParticipantId,
    ParticipantId,
  ];
  const message = {
    id: randomUUID(),
    from: anna,
    fromName: 'Anna',
    to: bo,
    text: 'hej',
    sentAt: 3,
  };
  return {
    isPreliminary: false,
    isLocked: true,
    known: [
      [lars, 'a browser'],
      [bo, null],
      [anna, 'another'],
      [karin, null],
    ],
    letIn: [bo],
    removed: [lars],
    browsersOfRemoved: ['a browser'],
    barred: ids(1),
    blockedBrowsers: ['a third'],
    persons: [
      {
        id: anna,
        name: 'Anna',
        displayName: 'Anna',
        isConvener: false,
        handRaisedAt: 5,
        isMuted: false,
        isLinked: false,
      },
      {
        id: bo,
        name: 'Anna',
        displayName: 'Anna (2)',
        isConvener: false,
        handRaisedAt: null,
        isMuted: true,
        unheardMuteBy: 'Karin',
        isLinked: false,
        givenRole: { type: 'interpreter', language: 'so' },
      },
      {
        id: karin,
        name: 'Karin',
        displayName: 'Karin',
        isConvener: true,
        handRaisedAt: 4,
        isMuted: true,
        isLinked: true,
      },
    ],
    waiting: ids(2),
    departedMuted: ids(2),
    departedRoles: [
      [newId(), null],
      [newId(), { type: 'captioner' }],
    ],
    convenerNames: [['karln', [karin]]],
    spotlightId: bo,
    spotlightIds: [bo, karin],
    captionsStartedBy: 'Karin',
    rung: [rungByName('Elsa')()],
    chat: [
      { message, number: 7, hasArrived: true },
      { message: { ...message, id: randomUUID(), to: 'everybody' }, number: 9, hasArrived: false },
    ],
    lastNumber: 11,
    liveText: {
      lines: [{ number: 5, participantId: lars, name: 'Lars', text: 'Jag hör inget.' }],
      writers: [{ id: anna, live: 'Jag ocks', lastSeq: 12 }],
      // Beyond today's, with which a meeting begins.
      nextNumber: 9_000_000_000_000,
      began: 7,
      dropped: 4,
    },
    pins: [
      {
        pin: '0007',
        owner: {
          id: bo,
          name: 'Anna',
          profession: 'Son',
          role: { type: 'signLanguageInterpreter' },
        },
        expiresAt: Date.now() + 60_000,
      },
    ],
    denials: [{ id: newId(), seconds: 20, until: Date.now() + 15_000 }],
    startedAt: 1_750_000_000_000,
    mostPresent: 5,
  };
}

test('what is handed over is handed on as it was, before anybody has come back', () => {
  const state = example();
  const parts = partsOf(sent(state));
  expect(stateOf(parts)).toEqual(state);
  expect(stateOf(parts), 'nothing has changed').toEqual(stateOf(parts));
  parts.memory.returning.close();
});

test('a later state is all that counts, nothing of the one before is left', () => {
  const parts = partsOf(sent(example()));
  const state = example();
  state.pins = state.pins.map((pin) => ({ ...pin, pin: '0008' }));
  restore(parts, sent(state));
  expect(stateOf(parts)).toEqual(state);
  parts.memory.returning.close();
});

test('a long chat that comes twice is whole', () => {
  const state = example();
  const [kept] = state.chat;
  if (kept === undefined) throw new Error('no message');
  const text = 'x'.repeat(1_000);
  const message = () => ({ ...kept.message, id: randomUUID(), text });
  const count = Math.floor((0.9 * CHAT_LIMIT.bytes) / JSON.stringify(message()).length);
  state.chat = Array.from({ length: count }, (_, at) => ({
    message: message(),
    number: at + 1,
    hasArrived: false,
  }));
  const parts = partsOf(state);
  restore(parts, state);
  expect(parts.chat.state.chat).toHaveLength(count);
  parts.memory.returning.close();
});

test('another version may hand over less, and more', () => {
  const parts = partsOf(
    sent({ colour: 'red', isLocked: true, persons: [{ ...person(), hat: 1 }] }),
  );
  const state = stateOf(parts);
  expect(state).toMatchObject({ isLocked: true, chat: [], startedAt: null, spotlightId: null });
  expect(state.persons).toEqual([
    { ...person(), handRaisedAt: null, isMuted: false, isLinked: false },
  ]);
  parts.memory.returning.close();
});

test('a server that shows one large to everybody hands over to one that shows several, and the other way round', () => {
  const [anna, bo] = [randomUUID(), randomUUID()];
  const fromBefore = partsOf(sent({ spotlightId: anna }));
  expect(fromBefore.spotlight.personIds).toEqual([anna]);
  const several = partsOf(sent({ spotlightId: anna, spotlightIds: [anna, bo] }));
  expect(several.spotlight.personIds).toEqual([anna, bo]);
  expect(stateOf(several).spotlightId).toBe(anna);
  for (const { memory } of [fromBefore, several]) memory.returning.close();
});

const ID = newId();
const person = () => ({ id: ID, name: 'Anna', displayName: 'Anna', isConvener: false });

test.each([
  ['ids that are none', { removed: ['<script>'] }],
  ['a long name', { persons: [{ ...person(), name: 'x'.repeat(61) }] }],
  ['a list without end', { departedMuted: Array(20_001).fill(ID) }],
  ['a time that is none', { startedAt: -1 }],
  ['something else', [1]],
])('%s are refused', (_, state) => {
  expect(meetingState.safeParse(state).success).toBe(false);
});

test('the fullest meeting fits, and what is missing is the oldest of its chat', () => {
  // Three bytes a character, of which folding makes eighteen letters.
  const name = '\ufdfa'.repeat(60);
  const people = ids(110);
  const full = example();
  full.known = ids(MAX_KNOWN).map((id) => [id, 'x'.repeat(22)]);
  full.letIn = full.known.map(([id]) => id);
  full.removed = ids(4_000);
  full.barred = ids(4_000);
  full.persons = people.map((id) => ({
    ...person(),
    id,
    name,
    displayName: name,
    isMuted: true,
    handRaisedAt: Date.now(),
    unheardMuteBy: name,
    isLinked: true,
  }));
  full.waiting = ids(50);
  full.departedMuted = ids(MAX_DEPARTED);
  full.departedRoles = ids(200).map((id) => [id, { type: 'interpreter', language: 'sr-Latn-RS' }]);
  full.convenerNames = Array.from({ length: 20 }, (_, at) => [`${at}`.padEnd(1_080, 'x'), ids(20)]);
  full.pins = ids(200).map((id, at) => ({
    pin: `${at}`.padStart(4, '0'),
    owner: { id, name, profession: name },
    expiresAt: Date.now() + 60_000,
  }));
  full.rung = Array.from({ length: 60 }, rungByName(name));
  full.denials = ids(200).map((id) => ({ id, seconds: 900, until: Date.now() }));
  const text = '\u0e01'.repeat(2_000);
  full.liveText.lines = people
    .slice(0, 15)
    .map((participantId, at) => ({ number: at + 1, participantId, name, text }));
  full.liveText.writers = people.map((id, at) => ({
    id,
    live: at < 10 ? text : text.slice(0, 200),
    lastSeq: 1e9,
  }));
  const parts = partsOf({ ...full, chat: [] });
  for (let at = 0; at < CHAT_LIMIT.messages; at += 1)
    parts.chat.send(ID, name, {
      id: randomUUID(),
      to: 'everybody',
      text: `${at}`.padEnd(700, 'å'),
    });
  const whole = parts.chat.state.chat;
  const state = stateOf(parts);
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThanOrEqual(MAX_STATE_BYTES);
  expect(whole.length - state.chat.length, 'messages that do not fit').toBeGreaterThan(0);
  expect(state.chat.length).toBeGreaterThan(20);
  expect(state.chat).toEqual(whole.slice(-state.chat.length));
  expect(state.known).toHaveLength(MAX_KNOWN);
  expect(state.persons).toHaveLength(110);
  const door = {
    ...parts.memory.door.state,
    removed: state.removed,
    barred: state.barred,
    known: [],
  };
  expect(JSON.stringify(door).length).toBeLessThanOrEqual(MAX_DOOR_BYTES);
  expect(sent(state)).toEqual(state);
  parts.memory.returning.close();
});

test('who does not come back in time has left: the light goes out, the name is free, muted is remembered', () => {
  vi.useFakeTimers();
  try {
    const state = example();
    const [anna, bo] = state.persons.map(({ id }) => id) as [ParticipantId, ParticipantId];
    const { memory, spotlight, naming, ...others } = partsOf(state);
    expect(memory.seatsTaken).toBe(3);
    expect(memory.standingOf(bo)).toBe('present');
    expect(memory.returning.isExpected).toBe(true);
    vi.advanceTimersByTime(RETURN_MS - 1);
    expect(spotlight.personIds).toContain(bo);

    vi.advanceTimersByTime(1);
    expect(spotlight.personIds).toEqual([]);
    expect(memory.seatsTaken).toBe(0);
    expect(memory.standingOf(bo), 'known, and so not locked out').toBe('known');
    expect(memory.returning.isExpected).toBe(false);
    expect([anna, bo].map((id) => memory.joinsMuted(id))).toEqual([false, true]);
    const next = stateOf({ memory, spotlight, naming, ...others });
    expect(next.persons).toEqual([]);
    expect(next.departedMuted.at(-2)).toBe(bo);
    expect(next.convenerNames, 'a guest still does not get it').toEqual(state.convenerNames);
  } finally {
    vi.useRealTimers();
  }
});
