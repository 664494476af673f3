// Opens the configured database: PostgreSQL if DATABASE_URL is set, otherwise SQLite in DATA_DIR.
import type { Kysely } from 'kysely';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export interface Database extends Kysely<Tables> {
  /** Call after a deletion: removes traces of deleted rows from the files, as far as we control them. */
  eraseDeleted(): Promise<void>;
  /**
   * Runs `work` under a lock that all servers on this database share; waits for it as long as others hold it. Call it once at a
   * time in a process: each call holds a connection.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Opens the database and migrates it. Every acknowledged commit survives a power cut.
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
