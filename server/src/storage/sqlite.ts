// Kysely on Node's built-in SQLite, with every commit durable before it is acknowledged.
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

/** Prepared statements to cache: more than this server has, except for long lists of values. */
const MAX_STATEMENTS = 200;

/**
 * WAL with `synchronous=FULL`: a commit survives a power cut once it returns. `secure_delete` overwrites deleted data
 * (see `eraseDeleted`).
 */
export function openSqlite(folder: string) {
  const path = join(folder, SQLITE_FILE);
  return orUnusable(`DATA_DIR: the database ${path}`, async () => {
    // SQLite gives its WAL and shared memory files the mode of the database file.
    createPrivate(path);
    const sqlite = new DatabaseSync(path, { timeout: 5000 });
    const kysely = kyselyOn(sqlite);
    try {
      sqlite.exec('PRAGMA journal_mode = WAL');
      sqlite.exec('PRAGMA synchronous = FULL');
      sqlite.exec('PRAGMA secure_delete = ON');
      // In one transaction, so that a kill halfway changes nothing, and two servers that start at once take turns.
      // (Kysely's migrator uses no transaction on SQLite.)
      sqlite.exec('BEGIN IMMEDIATE');
      await migrate(kysely);
      sqlite.exec('COMMIT');
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return Object.assign(kysely, {
      // `secure_delete` clears the database file at once, but old pages remain in the write-ahead log: this truncates it.
      async eraseDeleted() {
        await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(kysely);
      },
      // Only one server runs on a data folder.
      exclusively: <T>(work: () => Promise<T>) => work(),
    });
  });
}

export const kyselyOn = (sqlite: DatabaseSync) =>
  new Kysely<Tables>({ dialect: new Dialect({ database: forKysely(sqlite) }) });

/**
 * Starts transactions with the write lock. One that reads first and then writes would fail instead of waiting when
 * another process has written in between.
 */
class ImmediateDriver extends SqliteDriver {
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
    return new ImmediateDriver(this.#config);
  }
}

/**
 * Kysely's SQLite dialect expects the interface of better-sqlite3, which node:sqlite has except for `reader`.
 * SQLite has no booleans: a column declared as `boolean` is converted, as PostgreSQL does.
 */
function forKysely(sqlite: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({
    max: MAX_STATEMENTS,
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
