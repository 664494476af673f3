// The door forgets neither the lock nor a removal for want of room, reads what other versions wrote, and tells once a turn.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { Door, doorText, MAX_DOOR_BYTES, readDoor } from './door.ts';
import { type DoorState, doorState } from './meetingState.ts';
import { Roster } from './roster.ts';
import { Standings } from './standings.ts';

const ids = (count: number) =>
  Array.from({ length: count }, () => randomUUID() as string as ParticipantId);
const browsers = (count: number) => ids(count).map((id) => id.replaceAll('-', '').slice(0, 22));
const state = (some: Partial<DoorState>): DoorState => ({ ...doorState.parse({}), ...some });
const read = (text: string): DoorState => doorState.parse(readDoor(text));

test('what fits is read as it was written, and an open door with nobody outside is no text', () => {
  const [anna, bo, lars] = ids(3) as [ParticipantId, ParticipantId, ParticipantId];
  const all = state({
    isLocked: true,
    known: [
      [anna, 'a browser'],
      [bo, null],
    ],
    removed: [lars],
    browsersOfRemoved: ['another browser'],
    barred: ids(1),
    blockedBrowsers: ['a third'],
  });
  expect(read(doorText(all))).toEqual(all);
  expect(doorText(state({}))).toBe('');
  expect(readDoor('')).toBeUndefined();
});

test.each([
  { removed: 10, barred: 10, known: 2_000 },
  { removed: 1_000, barred: 500, known: 2_000 },
  { removed: 500, barred: 2_000, known: 2_000 },
  { removed: 5_000, barred: 5_000, known: 5_000 },
])('of too much ($removed, $barred, $known), the oldest of the least important goes', (count) => {
  const all = state({
    isLocked: true,
    known: ids(count.known).map((id) => [id, null]),
    removed: ids(count.removed),
    browsersOfRemoved: browsers(count.removed),
    barred: ids(count.barred),
    blockedBrowsers: browsers(50),
  });
  const text = doorText(all);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_DOOR_BYTES);
  const kept = read(text);
  expect(kept.isLocked).toBe(true);
  expect(kept.blockedBrowsers).toEqual(all.blockedBrowsers);
  for (const list of ['barred', 'removed', 'browsersOfRemoved', 'known'] as const)
    expect(kept[list], list).toEqual(
      kept[list].length === 0 ? [] : all[list].slice(-kept[list].length),
    );
  // Nothing less important is kept while something more important is forgotten.
  if (kept.known.length > 0) expect(kept.removed).toEqual(all.removed);
  if (kept.removed.length > 0) expect(kept.barred).toEqual(all.barred);
});

test('another version may say more, or less; what cannot be read is locked, and knows nobody', () => {
  const [lars] = ids(1);
  expect(read(JSON.stringify({ removed: [lars], colour: 'red' }))).toEqual(
    state({ removed: lars === undefined ? [] : [lars] }),
  );
  expect(read('{}')).toEqual(state({}));
  for (const text of [
    'locked',
    '[]',
    'null',
    '{"removed":"Lars"}',
    `{"x":"${'x'.repeat(300_000)}"}`,
  ])
    expect(read(text), text.slice(0, 20)).toEqual(state({ isLocked: true }));
});

test('what changes in one turn is told once, and what changes nothing is not told', async () => {
  const passes = { has: () => false, add: () => undefined, delete: () => undefined };
  const standings = new Standings(
    () => false,
    passes,
    () => door.changed(),
  );
  const told: string[] = [];
  const door: Door = new Door(new Roster(), standings, () => told.push(door.text));
  const people = ids(10);
  for (const id of people) standings.entered(id, undefined);
  await Promise.resolve();
  expect(told, 'nobody is outside').toEqual([]);

  door.setLocked(true);
  for (const id of people.slice(0, 5)) standings.remove(id, undefined);
  await Promise.resolve();
  expect(told).toHaveLength(1);
  expect(read(told.at(-1) ?? '')).toMatchObject({ isLocked: true, removed: people.slice(0, 5) });

  standings.entered(people[9] as ParticipantId, undefined);
  door.setLocked(true);
  await Promise.resolve();
  expect(told).toHaveLength(1);

  standings.letIn(people[0] as ParticipantId, undefined);
  door.setLocked(false);
  await Promise.resolve();
  expect(told).toHaveLength(2);
  expect(read(told.at(-1) ?? '')).toEqual(state({ removed: people.slice(1, 5) }));
});

test('a server that takes a meeting over tells its door in any case: what is kept may be older', async () => {
  const told: string[] = [];
  const passes = { has: () => false, add: () => undefined, delete: () => undefined };
  const standings = new Standings(() => false, passes);
  const door: Door = new Door(new Roster(), standings, () => told.push(door.text));
  door.restore(false);
  await Promise.resolve();
  expect(told).toEqual(['']);
});
