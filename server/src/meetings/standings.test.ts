// A meeting that never ends remembers a bounded number of people who left, but everybody whom it barred.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { standingsState } from './meetingState.ts';
import { MAX_KNOWN, Standings } from './standings.ts';

const passes = { has: () => false, add: () => undefined, delete: () => undefined };
const person = (name: string) => name as ParticipantId;

test('new ids over days take bounded memory, and evict nobody who is present', () => {
  const standings = new Standings((id) => id === 'Karin', passes);
  standings.entered(person('Karin'), undefined);
  standings.letIn(person('Lars'), undefined);
  for (let at = 0; at < 2 * MAX_KNOWN; at += 1) standings.entered(person(`guest ${at}`), undefined);
  const known = Array.from({ length: 2 * MAX_KNOWN }, (_, at) => person(`guest ${at}`)).filter(
    (id) => standings.of(id) === 'known',
  );
  expect(known).toHaveLength(MAX_KNOWN - 1);
  expect(known.at(-1)).toBe(`guest ${2 * MAX_KNOWN - 1}`);
  expect(standings.of(person('Karin'))).toBe('known');
  expect(standings.of(person('Lars'))).toBe('new');
  expect(standings.isLetIn(person('Lars'))).toBe(false);
});

test('somebody who returns now and then is not evicted as the oldest', () => {
  const standings = new Standings(() => false, passes);
  standings.entered(person('Anna'), undefined);
  for (let at = 0; at < 2 * MAX_KNOWN; at += 1) {
    standings.entered(person(`guest ${at}`), undefined);
    if (at % 1_000 === 0) standings.entered(person('Anna'), undefined);
  }
  expect(standings.of(person('Anna'))).toBe('known');
});

test('a blocked browser stays out without its token, however many people came afterwards', () => {
  const standings = new Standings(() => false, passes);
  standings.entered(person('Lars'), 'a browser');
  standings.entered(person('another tab of Lars'), 'a browser');
  standings.remove(person('Lars'), 'a browser');
  standings.block('a browser');
  for (let at = 0; at < 2 * MAX_KNOWN; at += 1) standings.entered(person(`guest ${at}`), undefined);
  for (const tab of ['Lars', 'another tab of Lars'])
    expect(standings.of(person(tab), undefined)).toBe('barred');
});

test('who was removed must be let in again, also by a new tab or one that had left, until a convener does', () => {
  const present = new Set(['Elsa']);
  const standings = new Standings((id) => present.has(id), passes);
  for (const name of ['Lars', 'a former tab of Lars', 'Elsa'])
    standings.entered(person(name), 'a browser');
  standings.remove(person('Lars'), 'a browser');
  expect(standings.of(person('Lars'))).toBe('removed');
  expect(standings.of(person('a former tab of Lars'))).toBe('removed');
  expect(standings.of(person('a new tab of Lars'), 'a browser')).toBe('removed');
  expect(standings.of(person('Bo'), 'another browser')).toBe('new');
  // Whoever sits at the same computer, and was in the meeting all the time, need not knock after a drop.
  expect(standings.of(person('Elsa'), 'a browser')).toBe('known');
  standings.letIn(person('a new tab of Lars'), 'a browser');
  expect(standings.of(person('a new tab of Lars'), 'a browser')).toBe('known');
  expect(standings.of(person('another new tab'), 'a browser')).toBe('new');
});

test('where a meeting goes on, passes become void that the server before had no time to write', () => {
  const [lars, bo, anna] = [person('Lars'), person('Bo'), person('Anna')];
  const added: ParticipantId[] = [];
  const passesThere = {
    ...passes,
    has: (id: string) => id === bo,
    add: (id: ParticipantId) => added.push(id),
  };
  const standings = new Standings(() => false, passesThere);
  const empty = { ...standingsState.parse({}), letIn: [] };
  standings.restore({ ...empty, known: [[anna, null]], removed: [lars, bo] });
  expect(added).toEqual([lars]);
  expect([lars, bo, anna].map((id) => standings.of(id))).toEqual(['removed', 'removed', 'known']);
});

test('a pass is valid again of whom a convener let in at the last moment, and of nobody else', () => {
  const [lars, bo, anna] = [person('Lars'), person('Bo'), person('Anna')];
  const deleted: ParticipantId[] = [];
  const passesThere = { ...passes, delete: (id: ParticipantId) => deleted.push(id) };
  const standings = new Standings(() => false, passesThere);
  const empty = { ...standingsState.parse({}), letIn: [] };
  standings.restore({ ...empty, removed: [lars, bo, anna], browsersOfRemoved: ['a browser'] });
  // Anna was let in, and removed again; Bo is not listed for lack of room.
  standings.restore({
    ...empty,
    known: [
      [lars, 'a browser'],
      [anna, null],
    ],
    letIn: [lars, anna],
    removed: [anna],
  });
  expect(deleted).toEqual([lars]);
  expect([lars, anna].map((id) => standings.of(id))).toEqual(['known', 'removed']);
  expect(standings.of(person('another tab of Lars'), 'a browser')).toBe('new');
});
