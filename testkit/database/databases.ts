// Empty databases for tests: SQLite, or PostgreSQL where vitest.config.ts runs the file on that.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { createLog } from '../../server/src/platform/log.ts';
import { openCallIds } from '../../server/src/spaces/callIds.ts';
import { createSqlSpaceStore } from '../../server/src/spaces/sqlSpaceStore.ts';
import { type Database, openDatabase } from '../../server/src/storage/database.ts';
import { SQLITE_FILE } from '../../server/src/storage/sqlite.ts';
import { tempFolder } from '../server/tempFolder.ts';
import { sharedPostgres } from './postgres.ts';
import { query } from './startPostgres.ts';

/** The settings of a database. */
export interface DatabaseSettings {
  DATA_DIR: string;
  DATABASE_URL: string | undefined;
}

export const isPostgres = process.env['TEST_DATABASE'] === 'PostgreSQL';

/** Settings for a database that does not exist yet; removed after the test. */
export async function newDatabase(): Promise<DatabaseSettings> {
  return {
    DATA_DIR: tempFolder(),
    DATABASE_URL: isPostgres ? await (await sharedPostgres()).createDatabase() : undefined,
  };
}

/** As environment variables. */
export function envOf({ DATA_DIR, DATABASE_URL }: DatabaseSettings): Record<string, string> {
  return DATABASE_URL === undefined ? { DATA_DIR } : { DATA_DIR, DATABASE_URL };
}

/** Opened by openDatabase; closed after the test. */
export async function openTestDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = await openDatabase(settings);
  onTestFinished(() => database.destroy());
  return database;
}

/** Built as the server builds it. */
export async function openSpaceStore(settings: DatabaseSettings) {
  const database = await openTestDatabase(settings);
  const log = createLog('silent');
  return createSqlSpaceStore(
    database,
    await openCallIds({ database, folder: settings.DATA_DIR, log }),
  );
}

/** Reads the table directly, not through the stores. */
export async function readTable(
  settings: DatabaseSettings,
  table: string,
): Promise<Record<string, unknown>[]> {
  return read(settings, `select * from "${table}"`);
}

export async function tableNames(settings: DatabaseSettings): Promise<string[]> {
  const names = await read(
    settings,
    settings.DATABASE_URL === undefined
      ? "select name from sqlite_master where type = 'table'"
      : "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  return names.map(({ name }) => String(name));
}

async function read(settings: DatabaseSettings, text: string): Promise<Record<string, unknown>[]> {
  if (settings.DATABASE_URL !== undefined) return query(settings.DATABASE_URL, text);
  const sqlite = new DatabaseSync(join(settings.DATA_DIR, SQLITE_FILE), { readOnly: true });
  try {
    return sqlite.prepare(text).all();
  } finally {
    sqlite.close();
  }
}
