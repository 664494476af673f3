// PostgreSQL that hangs or is lost fails what it is asked, never the process, and is used again when it answers.
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { openPostgres } from '../src/storage/postgres.ts';

// Each connection and query is given five seconds, some one after another.
vi.setConfig({ testTimeout: 120_000 });

/** More than the pool has connections: the last ones wait for one. */
const QUERIES = 12;

test('what a hung PostgreSQL is asked fails, and what it is asked later does not', async () => {
  const postgres = await sharedPostgres();
  const database = await openPostgres(await postgres.createDatabase());
  onTestFinished(() => database.destroy());
  const ask = () => sql`select 1`.execute(database);
  await Promise.all(Array.from({ length: QUERIES }, ask));

  postgres.freeze();
  const asked = await Promise.allSettled(Array.from({ length: QUERIES }, ask));
  expect(asked.map(({ status }) => status)).toEqual(Array(QUERIES).fill('rejected'));
  postgres.thaw();

  const later = await Promise.allSettled(Array.from({ length: QUERIES }, ask));
  expect(later.map(({ status }) => status)).toEqual(Array(QUERIES).fill('fulfilled'));
});

test('a connection that hung is given up, also in a transaction', async () => {
  const postgres = await sharedPostgres();
  const database = await openPostgres(await postgres.createDatabase());
  onTestFinished(() => database.destroy());
  const started = Promise.withResolvers<void>();
  const transaction = database.transaction().execute(async (inside) => {
    await sql`create table kept (one integer)`.execute(inside);
    postgres.freeze();
    started.resolve();
    await sql`insert into kept values (1)`.execute(inside);
  });
  await started.promise;
  await expect(transaction).rejects.toThrow();
  postgres.thaw();
  const found = await sql`select 1 from pg_tables where tablename = 'kept'`.execute(database);
  expect(found.rows).toEqual([]);
});

test('a connection that is lost between two queries of a transaction, or within one, fails only these', async () => {
  const postgres = await sharedPostgres();
  const database = await openPostgres(await postgres.createDatabase());
  onTestFinished(() => database.destroy());
  const uncaught: Error[] = [];
  const keep = (error: Error) => uncaught.push(error);
  process.on('uncaughtException', keep);
  onTestFinished(() => void process.off('uncaughtException', keep));
  const between = database.transaction().execute(async (inside) => {
    await sql`create table kept (one integer)`.execute(inside);
    await postgres.crash();
    await sql`insert into kept values (1)`.execute(inside);
  });
  await expect(between).rejects.toThrow();
  const within = sql`select pg_sleep(60)`.execute(database);
  const isFailed = expect(within).rejects.toThrow('terminated');
  await vi.waitFor(async () => {
    const { rows } =
      await sql`select 1 from pg_stat_activity where query like '%pg_sleep(60)'`.execute(database);
    expect(rows).not.toEqual([]);
  }, WAIT_OPTIONS);
  await postgres.crash();
  await isFailed;
  expect(uncaught).toEqual([]);
  expect((await sql`select 1`.execute(database)).rows).toHaveLength(1);
});

test('connections that fail before their first query take no place in the pool', async () => {
  const postgres = await sharedPostgres();
  const url = await postgres.createDatabase();
  const database = await openPostgres(url);
  onTestFinished(() => database.destroy());
  const ask = () => sql`select 1`.execute(database);
  // What the server asks of each new connection finds this function first.
  await query(
    url,
    `create function public.current_setting(text) returns text language plpgsql as
     'begin raise exception using message = ''not yet''; end'`,
  );
  const name = new URL(url).pathname.slice(1);
  await query(url, `alter database "${name}" set search_path = public, pg_catalog`);
  for (let count = 0; count < QUERIES; count += 1) await expect(ask()).rejects.toThrow('not yet');
  await query(url, 'drop function public.current_setting(text)');
  const { rows } = await sql`show synchronous_commit`.execute(database);
  expect(rows).toEqual([{ synchronous_commit: 'on' }]);
});
