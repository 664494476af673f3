// Kysely over Node's own SQLite, durable before anything is acknowledged.
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  sql,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { orUnusable } from './databaseUnusable.ts';
import { migrate } from './migrate.ts';
import { createPrivate } from './privateFiles.ts';
import type { Tables } from './tables.ts';

/** The database's file in DATA_DIR. */
export const SQLITE_FILE = 'distansmote.sqlite';

/** Prepared and kept: more than there are queries in this server, but for long lists of values. */
const STATEMENTS = 200;

/**
 * WAL with `synchronous=FULL`: a commit is on disk when it returns, also through a power cut;
 * `secure_delete`: what is deleted is overwritten (see `eraseDeleted`).
 */
export function openSqlite(folder: string) {
  const path = join(folder, SQLITE_FILE);
  return orUnusable(`DATA_DIR: the database ${path}`, async () => {
    // SQLite gives its log and shared memory the modes of the database.
    createPrivate(path);
    const sqlite = new DatabaseSync(path, { timeout: 5000 });
    const kysely = new Kysely<Tables>({ dialect: new Dialect({ database: forKysely(sqlite) }) });
    try {
      sqlite.exec('PRAGMA journal_mode = WAL');
      sqlite.exec('PRAGMA synchronous = FULL');
      sqlite.exec('PRAGMA secure_delete = ON');
      // As one: killed in the middle, the next start finds it as it was; and two that start at once take turns.
      // (Kysely's migrator itself uses no transaction on SQLite.)
      sqlite.exec('BEGIN IMMEDIATE');
      await migrate(kysely);
      sqlite.exec('COMMIT');
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return Object.assign(kysely, {
      // Gone from the file at once (`secure_delete`), but its former pages stand in the write-ahead log
      // until that is written over: this empties it.
      async eraseDeleted() {
        await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(kysely);
      },
    });
  });
}

/**
 * Transactions that take the right to write as they begin: one that reads first and writes then would be
 * refused, not made to wait, when another process has written in between.
 */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class Dialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new WritingDriver(this.#config);
  }
}

/**
 * Kysely's SQLite dialect expects better-sqlite3's shape, which node:sqlite has but for `reader`.
 * SQLite has no booleans: a column that was made as `boolean` is read as one, as PostgreSQL does it.
 */
function forKysely(sqlite: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({
    max: STATEMENTS,
    memoMethod: (text) => prepare(sqlite, text),
  });
  return {
    close: () => sqlite.close(),
    prepare: (text) => statements.memo(text),
  };
}

function prepare(sqlite: DatabaseSync, text: string): SqliteStatement {
  const statement = sqlite.prepare(text);
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  const read = booleansOf(statement);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)).map(read),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) =>
      statement
        .all(...values(parameters))
        .map(read)
        .values(),
  };
}

type Row = ReturnType<StatementSync['all']>[number];

function booleansOf(statement: StatementSync): (row: Row) => Record<string, unknown> {
  const names = statement
    .columns()
    .filter(({ type }) => type?.toLowerCase() === 'boolean')
    .map(({ name }) => name);
  if (names.length === 0) return (row) => row;
  return (row) => ({
    ...row,
    ...Object.fromEntries(names.map((name) => [name, row[name] === null ? null : row[name] !== 0])),
  });
}
