// A meeting's real-time text: numbered writing, lines that end, what is kept, and how much of it.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import {
  LIVE_LINE_MAX_LENGTH,
  LIVE_LINE_REST_MS,
  LIVE_TEXT_KEPT,
} from '@distansmote/shared/signalling/liveTextLimits.ts';
import { applyT140, linesOf } from '@distansmote/shared/signalling/t140.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MeetingEvent } from './events.ts';
import type { Leg } from './leg.ts';
import { LiveText } from './liveText.ts';
import { Person } from './person.ts';
import { Roster } from './roster.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function meetingOf(...names: string[]) {
  const roster = new Roster();
  const liveText = new LiveText(roster);
  const people = names.map((name) => {
    const person = personCalled(name);
    const heard: MeetingEvent[] = [];
    person.addLeg({
      personId: person.id,
      kind: 'browser',
      capabilities: { takesOverAudio: false },
      tell: (event: MeetingEvent) => heard.push(event),
    } as unknown as Leg);
    roster.persons.set(person.id, person);
    return { person, heard };
  });
  return { liveText, roster, people: people as [Writing, ...Writing[]] };
}

interface Writing {
  person: Person;
  heard: MeetingEvent[];
}

const personCalled = (name: string) =>
  new Person(randomUUID() as string as ParticipantId, {
    name,
    profession: '',
    isConvener: false,
    canModerate: async () => false,
    strangerFrom: undefined,
    browserId: undefined,
  });

/** What is shown to whoever heard that. */
const shownBy = (heard: MeetingEvent[]) =>
  heard.reduce(
    (shown, event) => (event.type === 'textWritten' ? applyT140(shown, event.text) : shown),
    '',
  );

test('the others see what is written, and the writer is told nothing', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  liveText.writeNumbered(anna.person, { seq: 1, text: 'Hel' });
  liveText.writeNumbered(anna.person, { seq: 2, text: '\bj' });
  expect(shownBy(bo.heard)).toBe('Hej');
  expect(anna.heard).toEqual([]);
});

test('what a page sends has an order', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  const orderOf = (seq: number) => liveText.orderOf(anna.person.id, seq);
  expect([1, 2, 40].map(orderOf)).toEqual(['next', 'tooSoon', 'tooSoon']);
  for (const seq of [1, 2, 3]) liveText.writeNumbered(anna.person, { seq, text: 'Hej' });
  expect([1, 3, 4, 5].map(orderOf)).toEqual(['known', 'known', 'next', 'tooSoon']);
  liveText.write(bo.person, 'by telephone');
  expect(liveText.orderOf(bo.person.id, 1)).toBe('next');
  liveText.close();
});

test('lines are numbered as they end, for those who see them and those who read them later', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  liveText.writeNumbered(anna.person, { seq: 1, text: 'A\u2028B\u2028\u2028\b\bC' });
  const [event] = bo.heard;
  const { lines, writing, lastSeq, at } = liveText.readBy(bo.person.id);
  expect(lines.map(({ text }) => text)).toEqual(['A', 'B']);
  expect(event).toMatchObject({ text: 'A\u2028B\u2028C', line: lines[0]?.number, at });
  expect(lines[1]?.number).toBe((lines[0]?.number ?? 0) + 1);
  expect(writing).toEqual([{ participantId: anna.person.id, text: 'C' }]);
  expect(lastSeq, 'of one who has written nothing').toBe(0);
  expect(liveText.readBy(anna.person.id).lastSeq).toBe(1);
});

test('a line without end ends by itself, alike for all', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  for (let seq = 1; seq <= 3; seq += 1)
    liveText.writeNumbered(anna.person, { seq, text: 'x'.repeat(LIVE_LINE_MAX_LENGTH - 1) });
  const { ended, live } = linesOf(shownBy(bo.heard));
  expect(ended.map(({ length }) => length)).toEqual([LIVE_LINE_MAX_LENGTH, LIVE_LINE_MAX_LENGTH]);
  expect(liveText.readBy(bo.person.id).writing).toEqual([
    { participantId: anna.person.id, text: live },
  ]);
});

test('of each the latest is kept', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  liveText.writeNumbered(bo.person, { seq: 1, text: 'Hej\u2028' });
  for (let seq = 1; seq <= 100; seq += 1)
    liveText.writeNumbered(anna.person, { seq, text: `${seq}`.padEnd(100, 'x') + '\u2028' });
  const { lines, dropped } = liveText.readBy(bo.person.id);
  expect(dropped).toBeGreaterThan(lines[0]?.number ?? 0);
  expect(dropped).toBeLessThan(lines[1]?.number ?? 0);
  const texts = lines.map(({ text }) => text);
  expect(texts).toHaveLength(1 + LIVE_TEXT_KEPT / 100);
  expect(texts[0]).toBe('Hej');
  expect(texts.at(-1)).toMatch(/^100x/);
});

test('of all there is kept no more than there is room for', () => {
  const { liveText, people } = meetingOf(...Array.from({ length: 60 }, (_, at) => `P${at}`));
  for (const { person } of people)
    for (let seq = 1; seq <= 50; seq += 1)
      liveText.writeNumbered(person, { seq, text: `${'å'.repeat(99)}\u2028${'å'.repeat(500)}` });
  const { lines, writing } = liveText.readBy(people[0].person.id);
  expect(Buffer.byteLength(JSON.stringify({ lines, writing }))).toBeLessThan(150_000);
});

test('ten who never end their lines do not cut those of the others into letters', () => {
  const names = Array.from({ length: 12 }, (_, at) => `P${at}`);
  const { liveText, people } = meetingOf(...names);
  const [bo, anna, ...hoarders] = people as [Writing, Writing, ...Writing[]];
  const text = 'x'.repeat(LIVE_LINE_MAX_LENGTH);
  for (const { person } of hoarders) liveText.writeNumbered(person, { seq: 1, text });
  bo.heard.length = 0;
  liveText.writeNumbered(anna.person, { seq: 1, text: 'Jag kommer klockan tre' });
  expect(shownBy(bo.heard)).toBe('Jag kommer klockan tre');
});

test('on a telephone a rest ends the line, and so does leaving', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  liveText.write(anna.person, '\ufeffHej');
  vi.advanceTimersByTime(LIVE_LINE_REST_MS - 1);
  liveText.write(anna.person, ' Bo');
  vi.advanceTimersByTime(LIVE_LINE_REST_MS - 1);
  expect(shownBy(bo.heard)).toBe('Hej Bo');
  vi.advanceTimersByTime(1);
  expect(shownBy(bo.heard)).toBe('Hej Bo\u2028');
  liveText.write(anna.person, 'Nu');
  liveText.left(anna.person);
  expect(shownBy(bo.heard)).toBe('Hej Bo\u2028Nu\u2028');
  expect(vi.getTimerCount()).toBe(0);
  expect(liveText.readBy(bo.person.id).writing).toEqual([]);
});

test('at another server it goes on as it was', () => {
  const { liveText, people } = meetingOf('Anna', 'Bo');
  const [anna, bo] = people as [Writing, Writing];
  liveText.writeNumbered(anna.person, { seq: 7, text: 'Hej\u2028Jag h' });
  const there = new LiveText(new Roster());
  there.restore(liveText.state);
  there.restore(liveText.state);
  expect(there.state).toEqual(liveText.state);
  expect(there.readBy(bo.person.id)).toEqual(liveText.readBy(bo.person.id));
  expect(there.orderOf(anna.person.id, 7)).toBe('known');
});

test('a meeting that opens anew goes on with higher numbers', () => {
  const before = meetingOf('Anna', 'Bo');
  before.liveText.writeNumbered(before.people[0].person, { seq: 1, text: 'A\u2028' });
  vi.advanceTimersByTime(1_000);
  const after = meetingOf('Anna', 'Bo');
  after.liveText.writeNumbered(after.people[0].person, { seq: 1, text: 'B\u2028' });
  const numberIn = ({ liveText, people }: typeof after) =>
    liveText.readBy(people[0].person.id).lines[0]?.number ?? 0;
  expect(numberIn(after)).toBeGreaterThan(numberIn(before));
});
