// Kysely on PostgreSQL, made to behave like our SQLite.
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import { DatabaseUnusable, orUnusable } from './databaseUnusable.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

const CONNECT_MS = 5000;
const MAX_CONNECTIONS = 10;

/** Host and port of the URL, without anything secret. */
function targetOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return `DATABASE_URL: PostgreSQL at ${host}:${port || (searchParams.get('port') ?? '5432')}`;
}

export function openPostgres(url: string) {
  const target = targetOf(url);
  return orUnusable(target, async () => {
    const pool = new Pool({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      max: MAX_CONNECTIONS,
      application_name: 'distansmote',
      types: parsers,
    });
    // The pool replaces an idle connection that breaks. Without a listener, the event would end the process.
    pool.on('error', () => undefined);
    const kysely = new Kysely<Tables>({
      dialect: new Dialect({ pool, onCreateConnection: commitToDisk }),
    });
    try {
      const { rows } = await sql<{ encoding: string }>`
        select current_setting('server_encoding') as encoding`.execute(kysely);
      const encoding = rows[0]?.encoding;
      if (encoding !== 'UTF8') {
        throw new DatabaseUnusable(
          `${target} cannot be used: its encoding is ${encoding}, not UTF8.`,
        );
      }
      await migrate(kysely);
    } catch (error) {
      await kysely.destroy();
      throw error;
    }
    return Object.assign(kysely, {
      // Autovacuum does this; the write-ahead log is the operator's business (docs/operations.md).
      eraseDeleted: () => Promise.resolve(),
    });
  });
}

/** Makes our commits durable even on a server that is configured to acknowledge them before they are on disk. */
async function commitToDisk(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(
      `select set_config('synchronous_commit', 'on', false)
       where current_setting('synchronous_commit') = 'off'`,
    ),
  );
}

// Counts as numbers, as in SQLite. node-postgres returns text, because int8 may exceed 2^53.
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

class Dialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new NulFreeCompiler();
  }
}

/** PostgreSQL rejects U+0000 in text. With a replacement character a query finds nothing, as in SQLite. */
class NulFreeCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
  }
}
