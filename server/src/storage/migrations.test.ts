// The rule that lets two versions run side by side on one database: a migration only adds.
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrations } from './migrations.ts';
import { kyselyOn } from './sqlite.ts';

function newDatabase(): Kysely<unknown> {
  const database = kyselyOn(new DatabaseSync(':memory:')) as Kysely<unknown>;
  onTestFinished(() => database.destroy());
  return database;
}

/** What a version from before `change` would stumble over: what is gone, and columns that its inserts do not name. */
async function hinders(
  database: Kysely<unknown>,
  change: (database: Kysely<unknown>) => Promise<void>,
): Promise<string[]> {
  const before = await database.introspection.getTables();
  await change(database);
  const after = await database.introspection.getTables();
  return before.flatMap(({ name: table, columns }) => {
    const now = after.find(({ name }) => name === table);
    if (now === undefined) return [table];
    const gone = columns.filter(({ name }) => !now.columns.some((column) => column.name === name));
    const demanded = now.columns.filter(
      ({ name, isNullable, hasDefaultValue }) =>
        !isNullable && !hasDefaultValue && !columns.some((column) => column.name === name),
    );
    return [...gone, ...demanded].map(({ name }) => `${table}.${name}`);
  });
}

test('each migration only adds, or is named as one that does not', async () => {
  const database = newDatabase();
  for (const [name, { up }] of Object.entries(migrations)) {
    const found = await hinders(database, up);
    if (!name.endsWith('-contract')) expect(found, name).toEqual([]);
  }
});

describe('what hinders the version before is found', () => {
  test.each([
    ['drop table "spaces"', 'spaces'],
    ['alter table "spaces" drop column "videoName"', 'spaces.videoName'],
    ['alter table "spaces" rename column "videoName" to "roomName"', 'spaces.videoName'],
  ])('%s', async (change, found) => {
    const database = newDatabase();
    await sql`create table "spaces" ("id" text not null, "videoName" text not null)`.execute(
      database,
    );
    const changed = hinders(database, async (at) => void (await sql.raw(change).execute(at)));
    expect(await changed).toContain(found);
  });

  test('a column without a default that an insert has to name', async () => {
    const database = newDatabase();
    await sql`create table "old" ("id" text)`.execute(database);
    const changed = hinders(database, async (at) => {
      await sql`drop table "old"`.execute(at);
      await sql`create table "old" ("id" text, "kind" text not null)`.execute(at);
    });
    expect(await changed).toEqual(['old.kind']);
  });
});
