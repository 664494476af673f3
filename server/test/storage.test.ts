// Both databases open the same way, even for several processes at once, and give the same results.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/storage/database.ts';
import { DatabaseUnusable } from '../src/storage/databaseUnusable.ts';
import { migrations } from '../src/storage/migrations.ts';
import { openBeats } from '../src/storage/postgres.ts';
import { kyselyOn, SQLITE_FILE } from '../src/storage/sqlite.ts';
import { createPeopleToRing } from '../src/ringing/peopleToRing.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import {
  openTestDatabase,
  isPostgres,
  newDatabase,
  readTable,
  openSpaceStore,
} from '@distansmote/testkit/database/databases.ts';

const MAKER = fileURLToPath(new URL('../../testkit/database/spaceMaker.ts', import.meta.url));

test('four processes that open an empty database at once all find it ready, migrated once', async () => {
  const settings = await newDatabase();
  const ends = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const args = [MAKER, JSON.stringify(settings), '100000', '1'];
      const maker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      return once(maker, 'close');
    }),
  );
  expect(ends).toEqual(Array.from({ length: 4 }, () => [0, null]));
  const applied = (await readTable(settings, 'kysely_migration')).map(({ name }) => name);
  expect(applied).toHaveLength(Object.keys(migrations).length);
  expect(new Set(applied)).toEqual(new Set(Object.keys(migrations)));
  expect(await readTable(settings, 'spaces')).toHaveLength(4);
  expect(await readTable(settings, 'callIdKey')).toHaveLength(1);
});

test('data is there when the database is reopened', async () => {
  const settings = await newDatabase();
  const space = await (await openSpaceStore(settings)).create({ name: 'Kvar', ownerId: null });
  const again = await openSpaceStore(settings);
  expect(await again.find(space.id)).toEqual(space);
  expect(await again.list()).toEqual([space]);
});

test('booleans are booleans, and counts are numbers', async () => {
  const database = await openTestDatabase(await newDatabase());
  await database.schema
    .createTable('scratch')
    .addColumn('is', 'boolean')
    .addColumn('text', 'text')
    .execute();
  await sql`insert into scratch values (${true}, 'a'), (${false}, 'b'), (${null}, '1')`.execute(
    database,
  );
  const read = async (text: ReturnType<typeof sql>) => (await text.execute(database)).rows;
  expect(await read(sql`select * from scratch order by "text" desc`)).toEqual([
    { is: false, text: 'b' },
    { is: true, text: 'a' },
    { is: null, text: '1' },
  ]);
  expect(await read(sql`select "text" from scratch where "is" = ${true}`)).toEqual([{ text: 'a' }]);
  expect(await read(sql`select count(*) as n from scratch`)).toEqual([{ n: 3 }]);
  expect(await read(sql`update scratch set "is" = ${true} returning "is"`)).toEqual(
    Array.from({ length: 3 }, () => ({ is: true })),
  );
});

test('text is equal only when every character is', async () => {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  const now = new Date().toISOString();
  const account = { displayName: '', passwordHash: 'x', role: 'staff', createdAt: now } as const;
  // Case and Unicode normalization of names are up to the account store.
  const names = ['anna', 'Anna', 'åsa', 'a\u030asa', 'asa'];
  await database
    .insertInto('accounts')
    .values(names.map((username) => ({ id: username, username, searchText: '', ...account })))
    .execute();
  for (const name of names) {
    const found = database.selectFrom('accounts').select('id').where('username', '=', name);
    expect(await found.execute()).toEqual([{ id: name }]);
  }
});

test('a failed transaction leaves nothing', async () => {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  const failing = database.transaction().execute(async (transaction) => {
    await transaction.insertInto('callIdLots').values({ lot: 1, startedAt: '' }).execute();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await readTable(settings, 'callIdLots')).toEqual([]);
});

const onSqlite = isPostgres ? () => undefined : test;
onSqlite('a transaction that reads first can still write', async () => {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  const other = new DatabaseSync(join(settings.DATA_DIR, SQLITE_FILE), { timeout: 0 });
  const write = 'insert into callIdLots (lot, startedAt) values (2, 0)';
  await database.transaction().execute(async (transaction) => {
    await transaction.selectFrom('callIdLots').selectAll().execute();
    expect(() => other.exec(write)).toThrow('locked');
    await transaction.insertInto('callIdLots').values({ lot: 1, startedAt: '' }).execute();
  });
  other.exec(write);
  other.close();
  expect(await readTable(settings, 'callIdLots')).toHaveLength(2);
});

/** As a newer version leaves it, without what that version has added. */
async function databaseOf(...newer: string[]) {
  const settings = await newDatabase();
  const database = await openDatabase(settings);
  for (const name of newer)
    await sql`insert into kysely_migration (name, timestamp) values (${name}, '2030')`.execute(
      database,
    );
  return { settings, database };
}

test('a database that a newer version has only added to is used', async () => {
  const { settings, database } = await databaseOf('9998-later', '9999-later-still');
  await database.destroy();
  const again = await openTestDatabase(settings);
  expect(await again.selectFrom('spaces').selectAll().execute()).toEqual([]);
});

test('a database from which a newer version has removed something is refused by name', async () => {
  const { settings, database } = await databaseOf('9998-later', '9999-names-contract');
  await database.destroy();
  const opening = openDatabase(settings);
  await expect(opening).rejects.toThrow(DatabaseUnusable);
  await expect(opening).rejects.toThrow(
    'a newer version of Distansmöte has changed it (9998-later, 9999-names-contract): start that version.',
  );
});

test('a database of another branch of versions is refused', async () => {
  const { settings, database } = await databaseOf('9999-later');
  await sql`delete from kysely_migration where name = ${Object.keys(migrations).at(-1)}`.execute(
    database,
  );
  await database.destroy();
  const opening = openDatabase(settings);
  await expect(opening).rejects.toThrow(DatabaseUnusable);
  await expect(opening).rejects.toThrow('another version of Distansmöte has changed it');
});

test('spaces from before pass keys existed get one each', async () => {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  const store = await openSpaceStore(settings);
  const made = [];
  for (const name of ['Ett', 'Två']) made.push(await store.create({ name, ownerId: null }));
  await database.schema.alterTable('spaces').dropColumn('passKey').execute();
  await migrations['0009-pass-keys']?.up(database);
  const keys = new Set<string>();
  for (const { id, passKey: former, ...rest } of made) {
    const found = await store.find(id);
    expect(found).toMatchObject(rest);
    expect(found?.passKey).not.toBe(former);
    keys.add(found?.passKey ?? '');
  }
  const rows = await readTable(settings, 'spaces');
  expect(new Set(rows.map(({ passKey }) => passKey))).toEqual(keys);
  expect(keys.size).toBe(2);
});

/** As the version left it whose last migration that is. */
async function filledUntil(last: string) {
  const settings = await newDatabase();
  const { DATABASE_URL: url, DATA_DIR: folder } = settings;
  const database = url ? openBeats(url) : kyselyOn(new DatabaseSync(join(folder, SQLITE_FILE)));
  const before = Object.entries(migrations).filter(([name]) => name <= last);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => Object.fromEntries(before) },
  });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  for (const [id, callId] of [
    ['one', '787544182'],
    ['two', '787544190'],
  ]) {
    await sql`insert into "callIds" ("callId", "createdAt") values (${callId}, '2026-11-01')`.execute(
      database,
    );
    await sql`insert into "spaces" ("id", "callId", "secret", "name", "videoName", "lobby", "admitsPhones",
      "admitsRooms", "createdAt") values (${id}, ${callId}, 's', 'Möte', ${id}, 'none', 1, 0, '2026-11-01')`.execute(
      database,
    );
    await sql`insert into "attendance" ("id", "spaceId", "name", "profession", "isConvener", "legs", "enteredAt")
      values (${id}, ${id}, 'Elsa', '', 0, 'browser', '2026-11-01')`.execute(database);
  }
  await database.destroy();
  return settings;
}

test('what the version before people were rung up has kept is there afterwards, and what has come since goes with its space', async () => {
  const settings = await filledUntil('0017-node-guest-workers');
  const database = await openTestDatabase(settings);
  const store = await openSpaceStore(settings);
  const id = 'one' as SpaceId;
  expect(await store.find(id)).toMatchObject({
    name: 'Möte',
    admitsRooms: false,
    allowsRingMe: true,
  });
  expect((await readTable(settings, 'attendance')).map(({ role }) => role)).toEqual(['', '']);
  const people = createPeopleToRing(database);
  const elsa = { name: 'Elsa', address: '070-123 45 67', digits: '', role: null };
  for (const space of [id, 'two' as SpaceId]) await people.add(space, elsa);
  await store.delete(id);
  for (const table of ['attendance', 'peopleToRing'])
    expect(
      (await readTable(settings, table)).map(({ spaceId }) => spaceId),
      table,
    ).toEqual(['two']);
});
