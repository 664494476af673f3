// What a migration does differently in PostgreSQL and SQLite.
import { type Kysely, PostgresAdapter, sql } from 'kysely';

export const isPostgres = (database: Kysely<unknown>) =>
  database.getExecutor().adapter instanceof PostgresAdapter;

/** The type of a column that both databases sort alike: SQLite compares by code point anyhow. */
export const textByCodePoint = (database: Kysely<unknown>) =>
  isPostgres(database) ? sql`text collate "C"` : 'text';
