// Deletes shared counts that say nothing any more, and keeps a flood of new keys from filling the table.
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';

/**
 * 17 MB when full, and a flood adds what it brings in a minute. What goes first has the lowest count: to have a spent budget forgotten, an
 * attacker would have to spend so many others.
 */
const MAX_ROWS = 100_000;
/** Done within a second, and before the query timeout on any machine. */
const MAX_DELETED = 20_000;

/** The statement's time by the database's clock, in milliseconds since 1970. */
export const nowMs = sql<number>`(extract(epoch from now()) * 1000)::bigint`;

/** @param maxRows for tests. */
export async function sweepCounts(database: Database, maxRows = MAX_ROWS): Promise<void> {
  const saysNothing = sql`"endsAt" <= ${nowMs} or "count" = 0`;
  const isExcess = sql`"key" in (
    select "key" from "sharedCounts" order by "count" desc, "endsAt" desc offset ${maxRows}::bigint
  )`;
  for (const condition of [saysNothing, isExcess]) {
    let deleted: bigint | undefined;
    do {
      // Without waiting for a row that is being charged, which could be a deadlock.
      const result = await sql`
        delete from "sharedCounts" where "key" in (
          select "key" from "sharedCounts" where ${condition}
          limit ${MAX_DELETED}::bigint for update skip locked
        )`.execute(database);
      deleted = result.numAffectedRows;
    } while (deleted === BigInt(MAX_DELETED));
  }
}
