// What the store of spaces must do, on every database.
import { randomUUID } from 'node:crypto';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { createAccountAdministration } from '../src/accounts/accountAdministration.ts';
import { createAccountStore } from '../src/accounts/accountStore.ts';
import { createLog } from '../src/platform/log.ts';
import { createConveners } from '../src/spaces/conveners.ts';
import { openCallIds } from '../src/spaces/callIds.ts';
import { createSqlSpaceStore } from '../src/spaces/sqlSpaceStore.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import {
  openTestDatabase,
  newDatabase,
  readTable,
  tableNames,
} from '@distansmote/testkit/database/databases.ts';

const UNKNOWN = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11' as SpaceId;
const vard = { name: 'Vårdplanering Åsa', ownerId: null };

async function open() {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  const parts = { database, folder: settings.DATA_DIR, log: createLog('silent') };
  const accounts = createAccountStore(database);
  const administration = createAccountAdministration(database);
  return {
    store: createSqlSpaceStore(database, await openCallIds(parts)),
    conveners: createConveners(database),
    accounts,
    nameOf: async (id: string) => (await administration.find(id)).username,
    close: (id: string) => administration.close(id),
    /** Another store on the same data, which draws its call IDs from `draw`. */
    drawingFrom: async (draw: () => CallId) =>
      createSqlSpaceStore(
        database,
        await openCallIds({ ...parts, folder: tempFolder(), ranges: 1, generate: draw }),
      ),
    /** An account that can own spaces. */
    makeOwner: async () => (await accounts.create(randomUUID(), 'password', 'staff')).id,
    /** Every value of every row of every table, as text. */
    async everything() {
      const tables = await tableNames(settings);
      const rows = await Promise.all(tables.map((table) => readTable(settings, table)));
      return rows.flat().flatMap((row) => Object.values(row).map(String));
    },
  };
}

test('a created space is found by its id and by its call ID', async () => {
  const { store } = await open();
  const space = await store.create(vard);
  expect(space.name).toBe('Vårdplanering Åsa');
  expect(space.callId).toMatch(/^[1-9][0-9]{8}$/);
  expect(space.secret).toMatch(/^[\w-]{22}$/);
  expect(await store.find(space.id)).toEqual(space);
  expect(await store.findByCallId(space.callId)).toEqual(space);
});

test('an unknown space is neither found nor deleted', async () => {
  const { store } = await open();
  expect(await store.find(UNKNOWN)).toBeUndefined();
  expect(await store.findByCallId('123456789' as CallId)).toBeUndefined();
  expect(await store.delete(UNKNOWN)).toBe(false);
});

test('spaces are listed newest first, by owner or all', async () => {
  const { store, makeOwner } = await open();
  const owner = await makeOwner();
  const first = await store.create({ name: 'first', ownerId: owner });
  await new Promise((done) => setTimeout(done, 5));
  const second = await store.create({ name: 'second', ownerId: null });
  await new Promise((done) => setTimeout(done, 5));
  const third = await store.create({ name: 'third', ownerId: owner });
  expect(await store.list()).toEqual([third, second, first]);
  expect(await store.list(owner)).toEqual([third, first]);
  expect(await store.list(await makeOwner())).toEqual([]);
});

test('settings of a space are kept, and change independently', async () => {
  const { store } = await open();
  const startsAt = '2026-11-26T12:00:00.000Z';
  const space = await store.create({ ...vard, lobby: 'withoutLink', startsAt });
  expect(space).toMatchObject({ lobby: 'withoutLink', startsAt });
  const other = await store.create(vard);
  expect(other).toMatchObject({ lobby: 'none', startsAt: null, convenerIds: [] });
  const changed = await store.change(space.id, { lobby: 'everybody', startsAt: null });
  expect(changed).toEqual({ ...space, lobby: 'everybody', startsAt: null });
  expect(await store.change(space.id, {})).toEqual(changed);
  expect(await store.find(other.id)).toEqual(other);
  expect(await store.change(UNKNOWN, { name: 'x' })).toBeUndefined();
});

test('conveners share a space with its owner, and see it in their list', async () => {
  const { store, conveners, makeOwner, nameOf } = await open();
  const [owner, first, second] = [await makeOwner(), await makeOwner(), await makeOwner()];
  const space = await store.create({ ...vard, ownerId: owner });
  const other = await store.create({ ...vard, ownerId: owner });
  for (const id of [first, second, first]) {
    expect(await conveners.add(space.id, await nameOf(id))).toBe('added');
  }
  expect((await conveners.of(space.id)).map(({ id }) => id).toSorted()).toEqual(
    [first, second].toSorted(),
  );
  expect(await conveners.of(other.id)).toEqual([]);
  expect((await store.find(space.id))?.convenerIds.toSorted()).toEqual([first, second].toSorted());
  expect((await store.findByCallId(space.callId))?.convenerIds).toHaveLength(2);
  expect((await store.list(owner)).map(({ id }) => id).toSorted()).toEqual(
    [space.id, other.id].toSorted(),
  );
  expect((await store.list(first)).map(({ id }) => id)).toEqual([space.id]);
  expect((await store.list(first))[0]?.convenerIds).toHaveLength(2);
  await conveners.remove(space.id, first);
  expect(await store.list(first)).toEqual([]);
  expect(await store.delete(space.id)).toBe(true);
  expect(await store.list(second)).toEqual([]);
});

test('a space has at most fifty conveners', async () => {
  const { store, conveners, makeOwner, nameOf } = await open();
  const space = await store.create(vard);
  for (let count = 0; count < 50; count += 1) {
    expect(await conveners.add(space.id, await nameOf(await makeOwner()))).toBe('added');
  }
  expect(await conveners.add(space.id, await nameOf(await makeOwner()))).toBe('tooMany');
});

test('an unknown or closed account cannot be a convener', async () => {
  const { store, conveners, makeOwner, nameOf, close } = await open();
  const space = await store.create(vard);
  expect(await conveners.add(space.id, 'nobody')).toBe('accountUnknown');
  const closed = await makeOwner();
  const name = await nameOf(closed);
  expect(await conveners.add(space.id, ` ${name.toUpperCase()} `)).toBe('added');
  await close(closed);
  expect(await conveners.of(space.id)).toEqual([]);
  expect(await conveners.add(space.id, name)).toBe('accountUnknown');
});

test('a colleague is found by part of the username or the name, in any case', async () => {
  const { conveners, accounts, close } = await open();
  const make = (username: string, displayName: string) =>
    accounts.create(username, 'password', 'staff', displayName);
  await make('abe01', 'Åsa Berg');
  await make('kar02', 'Karin Öberg');
  const gone = await make('xber03', 'Bertil 100%');
  const found = async (letters: string) =>
    (await conveners.search(letters)).map(({ username }) => username);
  expect(await found('åsa')).toEqual(['abe01']);
  expect(await found('BERG')).toEqual(['abe01', 'kar02']);
  expect(await found('ÖB')).toEqual(['kar02']);
  expect(await found('ber')).toEqual(['abe01', 'kar02', 'xber03']);
  expect(await found('0%')).toEqual(['xber03']);
  expect(await found('_a')).toEqual([]);
  await close(gone.id);
  expect(await found('xber')).toEqual([]);
});

test('telephones and room systems are admitted by default', async () => {
  const { store } = await open();
  const space = await store.create(vard);
  expect(space).toMatchObject({ admitsPhones: true, admitsRooms: true });
  const changed = await store.change(space.id, { admitsPhones: false });
  expect(changed).toEqual({ ...space, admitsPhones: false });
  const other = await store.create({ ...vard, admitsRooms: false });
  expect(await store.find(other.id)).toEqual(other);
  expect(other).toMatchObject({ admitsPhones: true, admitsRooms: false });
  expect(await store.list()).toContainEqual(changed);
});

test('a use is recorded with its time', async () => {
  const { store } = await open();
  const space = await store.create({ ...vard, deleteAfterDays: null });
  expect(space).toMatchObject({ deleteAfterDays: null, lastUsedAt: null });
  await store.recordUse(space.callId);
  const { lastUsedAt } = (await store.find(space.id)) ?? space;
  expect(new Date(lastUsedAt ?? 0).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('a deleted space is gone, and can be deleted only once', async () => {
  const { store } = await open();
  const gone = await store.create(vard);
  const kept = await store.create(vard);
  expect(await store.delete(gone.id)).toBe(true);
  expect(await store.delete(gone.id)).toBe(false);
  expect(await store.find(gone.id)).toBeUndefined();
  expect(await store.findByCallId(gone.callId)).toBeUndefined();
  expect(await store.list()).toEqual([kept]);
});

test('of a deleted space only the call ID and its dates are kept', async () => {
  const { store, everything } = await open();
  const space = await store.create(vard);
  for (const value of Object.values(space).filter((each) => typeof each === 'string')) {
    expect(await everything()).toContain(value);
  }
  await store.delete(space.id);
  const left = await everything();
  for (const value of [space.id, space.name, space.videoName, space.secret]) {
    expect(left.filter((text) => text.includes(value))).toEqual([]);
  }
  expect(left).toContain(space.callId);
  expect(left).toContain(space.createdAt);
});

test('a call ID is issued once, for ever, even if its space is deleted', async () => {
  const { drawingFrom } = await open();
  const numbers = ['111111111', '111111111', '111111111', '222222222', '222222222', '333333333'];
  const store = await drawingFrom(() => numbers.shift() as CallId);
  const first = await store.create(vard);
  await store.delete(first.id);
  const second = await store.create(vard);
  const third = await store.create(vard);
  expect([first, second, third].map((space) => space.callId)).toEqual([
    '111111111',
    '222222222',
    '333333333',
  ]);
});

test('when no free call ID is found nothing is created', async () => {
  const { drawingFrom } = await open();
  const store = await drawingFrom(() => '111111111' as CallId);
  const only = await store.create(vard);
  await expect(store.create(vard)).rejects.toThrow('no free call ID');
  expect(await store.list()).toEqual([only]);
});

test('spaces created at once by two stores all get their own call IDs', async () => {
  const { drawingFrom } = await open();
  // A small range, so that draws collide.
  let drawn = 0;
  const draw = () => String(100_000_000 + (drawn += 1) / 2 - (drawn % 2) / 2) as CallId;
  const stores = [await drawingFrom(draw), await drawingFrom(draw)];
  const made = await Promise.all(
    Array.from({ length: 20 }, () => stores.map((store) => store.create(vard))).flat(),
  );
  expect(new Set(made.map((space) => space.callId)).size).toBe(40);
  expect(await stores[0]?.list()).toHaveLength(40);
});

test.each([
  ['Testmöte 1', 'testmote-1'],
  ['  ÅÄÖ & éü  ', 'aao-eu'],
  ['a'.repeat(100), 'a'.repeat(24)],
  [`${'a'.repeat(23)} b`, 'a'.repeat(23)],
  ["Robert'); DROP TABLE spaces;--", 'robert-drop-table-spaces'],
])('the video address of %j begins with %s and ends with the call ID', async (spaceName, part) => {
  const { store } = await open();
  const { videoName, callId } = await store.create({ name: spaceName, ownerId: null });
  expect(videoName).toBe(`${part}-${callId}`);
});

test('a name without plain letters has its call ID as video address', async () => {
  const { store } = await open();
  const { videoName, callId } = await store.create({ name: '会議', ownerId: null });
  expect(videoName).toBe(callId);
});

test.each(['\0', 'a\0b', '', "' OR 1=1 --", '\ud800'])('%j is not a space', async (text) => {
  const { store } = await open();
  await store.create(vard);
  expect(await store.find(text as SpaceId)).toBeUndefined();
  expect(await store.findByCallId(text as CallId)).toBeUndefined();
  expect(await store.list(text)).toEqual([]);
  expect(await store.delete(text as SpaceId)).toBe(false);
});
