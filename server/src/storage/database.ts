// Opens the database of the settings: PostgreSQL where DATABASE_URL says so, else SQLite in DATA_DIR.
import type { Kysely } from 'kysely';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export interface Database extends Kysely<Tables> {
  /** To be called when something was deleted, so that no trace of it stays where we can help it. */
  eraseDeleted(): Promise<void>;
}

/**
 * Opens it and brings its schema up to date. Whatever it acknowledges is on disk, also through a power cut.
 * @throws DatabaseUnusable
 */
export async function openDatabase(settings: {
  DATA_DIR: string;
  DATABASE_URL: string | undefined;
}): Promise<Database> {
  if (settings.DATABASE_URL === undefined) return openSqlite(settings.DATA_DIR);
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(settings.DATABASE_URL);
}
