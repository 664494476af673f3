// Kysely on PostgreSQL, made to behave like our SQLite.
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely';
import {
  Client,
  type ClientBase,
  Pool,
  type PoolConfig,
  type QueryResult,
  TypeOverrides,
  types,
} from 'pg';
import { DatabaseUnusable, orUnusable } from './databaseUnusable.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

const CONNECT_MS = 5000;
/** Ours take a few milliseconds. Whoever waits is told sooner than by TCP, which tries again for a quarter of an hour. */
const QUERY_MS = 5000;
const BEAT_QUERY_MS = 1000;
const MAX_CONNECTIONS = 10;
/** The key of the advisory lock: any number that nothing else uses in this database. */
const LOCK = 787_544_182;
const LOCK_RETRY_MS = 100;

/** Host and port of the URL, without anything secret. */
function targetOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return `DATABASE_URL: PostgreSQL at ${host}:${port || (searchParams.get('port') ?? '5432')}`;
}

/** For the beats of a cluster: one connection, on which nothing waits for long, and whose commits need not be on disk. */
export const openBeats = (url: string): Kysely<Tables> =>
  connect(url, {
    max: 1,
    connectionTimeoutMillis: BEAT_QUERY_MS,
    query_timeout: BEAT_QUERY_MS,
    onConnect: doNotWaitForDisk as (client: ClientBase) => void,
  });

export function openPostgres(url: string) {
  const target = targetOf(url);
  return orUnusable(target, async () => {
    const limits = { query_timeout: QUERY_MS, max: MAX_CONNECTIONS };
    await destroyedAfter(connect(url, limits), (kysely) => checkEncoding(kysely, target));
    // Without a limit of time: it may wait for another server that migrates.
    await destroyedAfter(connect(url, { max: 2 }), migrate);
    const kysely = connect(url, limits);
    return Object.assign(kysely, {
      // Autovacuum does this; the write-ahead log is the operator's business (docs/operations.md).
      eraseDeleted: () => Promise.resolve(),
      exclusively: <T>(work: () => Promise<T>) => locked(kysely, work),
    });
  });
}

/** @throws DatabaseUnusable */
async function checkEncoding(kysely: Kysely<Tables>, target: string): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(kysely);
  const encoding = rows[0]?.encoding;
  if (encoding !== 'UTF8')
    throw new DatabaseUnusable(`${target} cannot be used: its encoding is ${encoding}, not UTF8.`);
}

async function destroyedAfter<T>(
  kysely: Kysely<Tables>,
  work: (kysely: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await work(kysely);
  } finally {
    await kysely.destroy();
  }
}

function connect(url: string, limits: PoolConfig): Kysely<Tables> {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'distansmote',
    types: parsers,
    Client: SelfClosingClient,
    // The pool waits for it, though its types do not say so, and drops a connection that fails in it. After a failure in Kysely's
    // `onCreateConnection` the connection would keep its place in the pool for ever.
    onConnect: commitToDisk as (client: ClientBase) => void,
    ...limits,
  });
  // The pool replaces an idle connection that breaks. Without a listener, the event would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new Dialect({ pool }) });
}

/** Closes itself when a query times out. A broken connection fails its queries, and never ends the process. */
class SelfClosingClient extends Client {
  constructor(config?: ConstructorParameters<typeof Client>[0]) {
    super(config);
    // Queries fail with it. The pool listens only while the connection is idle, and without a listener it would end the process.
    this.on('error', () => undefined);
  }

  // Of the many forms of `query`, the one that Kysely calls.
  override query = ((...asked: Parameters<Client['query']>) => {
    const answer = super.query(...asked) as unknown as Promise<QueryResult>;
    answer.catch((error: Error) => {
      // Otherwise the pool would give the connection to the next query, which would wait as well.
      if (error.message === 'Query read timeout') void this.end().catch(() => undefined);
    });
    return answer;
  }) as unknown as Client['query'];
}

/** The lock belongs to a connection: whoever dies with it gives it back. */
function locked<T>(kysely: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  return kysely.connection().execute(async (connection) => {
    // Asked for again and again: one query that waits would run into its timeout.
    for (;;) {
      const { rows } = await sql<{ isOurs: boolean }>`
        select pg_try_advisory_lock(${LOCK}) as "isOurs"`.execute(connection);
      if (rows[0]?.isOurs === true) break;
      await pause(LOCK_RETRY_MS);
    }
    try {
      return await work();
    } finally {
      // A connection that does not answer is closed, which gives the lock back as well.
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection).catch(() => undefined);
    }
  });
}

/** Makes our commits durable even on a server that is configured to acknowledge them before they are on disk. */
const commitToDisk = (client: ClientBase) =>
  client.query(
    `select set_config('synchronous_commit', 'on', false)
     where current_setting('synchronous_commit') = 'off'`,
  );

const doNotWaitForDisk = (client: ClientBase) =>
  client.query("select set_config('synchronous_commit', 'off', false)");

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
