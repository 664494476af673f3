// Opens the database: Kysely over Node's own SQLite, durable before anything is acknowledged.
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, sql, type SqliteDatabase, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/**
 * Opens `distansmote.sqlite` in `folder` and brings its schema up to date.
 * WAL with `synchronous=FULL`: a commit is on disk when it returns, also through a power cut;
 * `secure_delete`: what is deleted is overwritten (see `emptyWriteAheadLog`).
 */
export async function openDatabase(folder: string): Promise<Database> {
  const sqlite = new DatabaseSync(join(folder, 'distansmote.sqlite'), { timeout: 5000 });
  sqlite.exec('PRAGMA journal_mode = WAL');
  sqlite.exec('PRAGMA synchronous = FULL');
  sqlite.exec('PRAGMA secure_delete = ON');
  const database = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: forKysely(sqlite) }),
  });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  // As one: killed in the middle, the next start finds it as it was; and two that start at once take turns.
  // (Kysely's migrator itself uses no transaction on SQLite.)
  sqlite.exec('BEGIN IMMEDIATE');
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw error instanceof Error ? error : new Error('the database could not be migrated');
  }
  sqlite.exec('COMMIT');
  return database;
}

/**
 * What was deleted is gone from the database file at once (`secure_delete`), but its former pages stand
 * in the write-ahead log until that is written over: this empties it.
 */
export async function emptyWriteAheadLog(database: Database): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
}

/** Kysely's SQLite dialect expects better-sqlite3's shape, which node:sqlite has but for `reader`. */
function forKysely(sqlite: DatabaseSync): SqliteDatabase {
  return {
    close: () => sqlite.close(),
    prepare: (text) => {
      const statement = sqlite.prepare(text);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
