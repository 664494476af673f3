// Kysely over PostgreSQL, by node-postgres, made to answer as SQLite does.
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

/** The url's host and port, and nothing secret. */
function targetOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return `DATABASE_URL: PostgreSQL at ${host}:${port || (searchParams.get('port') ?? '5432')}`;
}

export function openPostgres(url: string) {
  const place = targetOf(url);
  return orUnusable(place, async () => {
    const pool = new Pool({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      max: MAX_CONNECTIONS,
      application_name: 'distansmote',
      types: parsers,
    });
    // An idle connection that breaks is replaced by the pool; unheard, this would end the process.
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
          `${place} cannot be used: its encoding is ${encoding}, not UTF8.`,
        );
      }
      await migrate(kysely);
    } catch (error) {
      await kysely.destroy();
      throw error;
    }
    return Object.assign(kysely, {
      // Its own autovacuum sees to it; what stands in its write-ahead log is the operator's (docs/operations.md).
      eraseDeleted: () => Promise.resolve(),
    });
  });
}

/** Where the server is set to acknowledge what is not on disk yet, ours still are when they are told. */
async function commitToDisk(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(
      `select set_config('synchronous_commit', 'on', false)
       where current_setting('synchronous_commit') = 'off'`,
    ),
  );
}

// Counts are numbers, as in SQLite; node-postgres would give text, as they may be past 2^53.
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);

class Dialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new NulFreeCompiler();
  }
}

/** PostgreSQL's text has no U+0000 and fails on it; asked for with another sign it finds nothing, as SQLite. */
class NulFreeCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
  }
}
