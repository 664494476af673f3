// Empty databases for tests: SQLite, or PostgreSQL where vitest.config.ts runs the file on that.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { createLog } from '../../server/src/platform/log.ts';
import { openCallIds } from '../../server/src/spaces/callIds.ts';
import { createSqlSpaceStore } from '../../server/src/spaces/sqlSpaceStore.ts';
import { type Database, openDatabase } from '../../server/src/storage/database.ts';
import { SQLITE_FILE } from '../../server/src/storage/sqlite.ts';
import { folderOfTest } from '../server/folderOfTest.ts';
import { postgresOfFile, query } from './postgres.ts';

/** The settings of a database. */
export interface Place {
  DATA_DIR: string;
  DATABASE_URL: string | undefined;
}

export const isPostgres = process.env['TEST_DATABASE'] === 'PostgreSQL';

/** Settings for a database that does not exist yet; removed after the test. */
export async function placeOfTest(): Promise<Place> {
  return {
    DATA_DIR: folderOfTest(),
    DATABASE_URL: isPostgres ? await (await postgresOfFile()).createDatabase() : undefined,
  };
}

/** As environment variables. */
export function settingsOf({ DATA_DIR, DATABASE_URL }: Place): Record<string, string> {
  return DATABASE_URL === undefined ? { DATA_DIR } : { DATA_DIR, DATABASE_URL };
}

/** Opened by openDatabase; closed after the test. */
export async function databaseAt(place: Place): Promise<Database> {
  const database = await openDatabase(place);
  onTestFinished(() => database.destroy());
  return database;
}

/** Built as the server builds it. */
export async function spaceStoreAt(place: Place) {
  const database = await databaseAt(place);
  const log = createLog('silent');
  return createSqlSpaceStore(
    database,
    await openCallIds({ database, folder: place.DATA_DIR, log }),
  );
}

/** Reads the table directly, not through the stores. */
export async function rowsAt(place: Place, table: string): Promise<Record<string, unknown>[]> {
  return read(place, `select * from "${table}"`);
}

export async function tablesAt(place: Place): Promise<string[]> {
  const names = await read(
    place,
    place.DATABASE_URL === undefined
      ? "select name from sqlite_master where type = 'table'"
      : "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  return names.map(({ name }) => String(name));
}

async function read(place: Place, text: string): Promise<Record<string, unknown>[]> {
  if (place.DATABASE_URL !== undefined) return query(place.DATABASE_URL, text);
  const sqlite = new DatabaseSync(join(place.DATA_DIR, SQLITE_FILE), { readOnly: true });
  try {
    return sqlite.prepare(text).all();
  } finally {
    sqlite.close();
  }
}
