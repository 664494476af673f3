// Counts that all nodes of a cluster share, in a table of their PostgreSQL, in windows by its clock (decision 0059).
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import {
  type Budget,
  type Charge,
  nothingToRefund,
  type OpenCounts,
  type Spent,
  type WindowCounts,
} from '../guessing/windowCounts.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import type { Database } from '../storage/database.ts';
import { serviceKey } from '../storage/serviceKey.ts';
import { nowMs, sweepCounts } from './sweepCounts.ts';

/** Of an HMAC-SHA256: no two keys will ever have the same hash. */
const HASH_BYTES = 16;
const SWEEP_MS = 60_000;

interface Row {
  hash: Buffer;
  count: number;
  endsAt: number;
  msLeft: number;
  isCharged: boolean;
}

export class SharedCounts {
  readonly #database: Database;
  readonly #hashKey: Buffer;
  readonly #log: Log;
  readonly #mayLog = createLogThrottle();
  readonly #refunds = new Set<Promise<unknown>>();
  readonly #sweeping: NodeJS.Timeout;

  private constructor(database: Database, hashKey: Buffer, log: Log) {
    this.#database = database;
    this.#hashKey = hashKey;
    this.#log = log;
    this.#sweeping = setInterval(() => {
      this.#sweep().catch((error: unknown) => {
        if (this.#mayLog('sweep')) log.warn({ err: error }, 'deleting ended counts failed');
      });
    }, SWEEP_MS).unref();
  }

  /** @param database PostgreSQL. */
  static async start(database: Database, log: Log): Promise<SharedCounts> {
    return new SharedCounts(database, await serviceKey(database, 'shared counts'), log);
  }

  readonly open: OpenCounts = (purpose, windowSeconds): WindowCounts => {
    // The table has neither addresses nor names nor call IDs.
    const hashOf = (key: string) =>
      createHmac('sha256', this.#hashKey)
        .update(`${purpose}\0${key}`)
        .digest()
        .subarray(0, HASH_BYTES);
    return {
      get: (keys) => this.#get(keys.map(hashOf)),
      charge: (budgets, amount = 1) =>
        this.#charge(
          budgets.map((budget) => ({ ...budget, hash: hashOf(budget.key) })),
          amount,
          windowSeconds * 1000,
        ),
      delete: (keys) => this.#delete(keys.map(hashOf)),
    };
  };

  /** Shorter than the time between two tries, so that a node that is alone sweeps each time. */
  readonly #sweeps = this.open('sweeps of counts', (SWEEP_MS / 1000) * 0.8);

  /** Waits for the refunds under way. */
  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.all(this.#refunds);
  }

  async #get(hashes: readonly Buffer[]): Promise<number[]> {
    const { rows } = await sql<{ hash: Buffer; count: number }>`
      select "key" as "hash", "count" from "sharedCounts"
      where "key" = any(${hashes}::bytea[]) and "endsAt" > ${nowMs}`.execute(this.#database);
    return hashes.map((hash) => rows.find((row) => row.hash.equals(hash))?.count ?? 0);
  }

  /**
   * One statement, which locks the rows in the order of their keys, as each one here does: so none deadlock. A row that another node
   * has changed meanwhile is counted as it is then, so the count that comes back decides; what was charged beyond a limit is refunded.
   */
  async #charge(
    budgets: readonly (Budget & { hash: Buffer })[],
    amount: 0 | 1,
    windowMs: number,
  ): Promise<Charge> {
    const runs = sql`"kept"."endsAt" > ${nowMs} and "kept"."count" > 0`;
    const { rows } = await sql<Row>`
      with "asked" as (
        select * from unnest(
          ${budgets.map(({ hash }) => hash)}::bytea[],
          ${budgets.map(({ limit }) => limit)}::float8[]
        ) as "asked" ("key", "limit")
      ), "spent" as (
        select "kept".* from "sharedCounts" as "kept" join "asked" using ("key")
        where "kept"."endsAt" > ${nowMs} and "kept"."count" >= "asked"."limit"
      ), "charged" as (
        insert into "sharedCounts" as "kept" ("key", "count", "endsAt")
        select "key", ${amount}::integer, ${nowMs} + ${windowMs}::bigint from "asked"
        where not exists (select from "spent") order by "key"
        on conflict ("key") do update set
          "count" = excluded."count" + case when ${runs} then "kept"."count" else 0 end,
          "endsAt" = case when ${runs} then "kept"."endsAt" else excluded."endsAt" end
        returning *
      )
      select "key" as "hash", "count", "endsAt", "endsAt" - ${nowMs} as "msLeft", "isCharged" from (
        select *, true as "isCharged" from "charged" union all select *, false from "spent"
      ) as "all"`.execute(this.#database);
    const refund =
      amount === 0 ? nothingToRefund : () => this.#refund(rows.filter((row) => row.isCharged));
    const spent = budgets.flatMap(({ hash, key, limit }): Spent[] => {
      const row = rows.find((one) => one.hash.equals(hash));
      if (row === undefined) return [];
      const count = row.isCharged ? row.count - amount : row.count;
      return count < limit ? [] : [{ key, count, msLeft: row.msLeft }];
    });
    if (spent.length === 0) return { spent, refund };
    refund();
    return { spent, refund: nothingToRefund };
  }

  /**
   * Not tried again when it fails, since it may have been done all the same, and a second one would give a guess away. The count then
   * stays one too high until its window ends.
   */
  #refund(charged: readonly Row[]): void {
    if (charged.length === 0) return;
    const refunding = sql`
      with "held" as (
        select "key" from "sharedCounts" join unnest(
          ${charged.map(({ hash }) => hash)}::bytea[],
          ${charged.map(({ endsAt }) => endsAt)}::bigint[]
        ) as "charged" ("key", "endsAt") using ("key", "endsAt")
        order by "key" for update of "sharedCounts"
      )
      update "sharedCounts" set "count" = "count" - 1 from "held"
      where "sharedCounts"."key" = "held"."key" and "count" > 0`
      .execute(this.#database)
      .catch((error: unknown) => {
        if (this.#mayLog('refund'))
          this.#log.warn({ err: error }, 'right tries count as wrong ones for some minutes');
      })
      .finally(() => this.#refunds.delete(refunding));
    this.#refunds.add(refunding);
  }

  async #delete(hashes: readonly Buffer[]): Promise<void> {
    await sql`
      delete from "sharedCounts" where "key" in (
        select "key" from "sharedCounts" where "key" = any(${hashes}::bytea[])
        order by "key" for update
      )`.execute(this.#database);
  }

  /** By whichever node comes first. */
  async #sweep(): Promise<void> {
    const { spent } = await this.#sweeps.charge([{ key: '', limit: 1 }]);
    if (spent.length === 0) await sweepCounts(this.#database);
  }
}
