// The lots that all call IDs are in by a keyed hash: each data folder draws from one that is its own.
import { createHmac, randomInt } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';

/** 900 000 numbers in each. */
const LOTS = 1000;

export interface CallIdRanges {
  rangeOf(callId: CallId): number;
  /** Takes a lot by chance that no data folder has drawn from, while there is one. */
  start(): Promise<{ lot: number; lotsLeft: number; isFirst: boolean }>;
  /** No other data folder will begin it from now on; false when that was so already. */
  claim(lot: number): Promise<boolean>;
}

/** @param count other than the usual number of them in tests only. */
export async function openCallIdRanges(database: Database, count = LOTS): Promise<CallIdRanges> {
  const { key } = await database.selectFrom('callIdKey').select('key').executeTakeFirstOrThrow();

  async function claim(lot: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('callIdLots')
      .values({ lot, startedAt: new Date().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows !== 0n;
  }

  return {
    claim,
    // The key is secret, so that who knows some numbers of a lot does not know the others.
    rangeOf: (callId) => createHmac('sha256', key).update(callId).digest().readUInt32BE() % count,

    async start() {
      for (;;) {
        const used = new Set(
          (await database.selectFrom('callIdLots').select('lot').execute()).map(({ lot }) => lot),
        );
        const free = Array.from({ length: count }, (_, lot) => lot).filter((lot) => !used.has(lot));
        // After a thousand lost data folders the rule no longer holds; the service does.
        const lot = free[randomInt(Math.max(1, free.length))] ?? randomInt(count);
        // Somebody else may have begun it at this moment.
        if ((await claim(lot)) || free.length === 0) {
          return { lot, lotsLeft: Math.max(0, free.length - 1), isFirst: used.size === 0 };
        }
      }
    },
  };
}
