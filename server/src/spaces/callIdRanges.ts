// Divides all call IDs into ranges by a keyed hash; each data folder issues from a range of its own (decision 0013).
import { createHmac, randomInt } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';

/** Of 900,000 call IDs each. */
const RANGE_COUNT = 1000;

export interface CallIdRanges {
  rangeOf(callId: CallId): number;
  /** Claims a random range that no data folder has used, or any range when there are none left. */
  start(): Promise<{ range: number; rangesLeft: number; isFirst: boolean }>;
  /** Keeps other data folders from starting this range. False when it was claimed already. */
  claim(range: number): Promise<boolean>;
}

/** @param count other than the default only in tests. */
export async function openCallIdRanges(
  database: Database,
  count = RANGE_COUNT,
): Promise<CallIdRanges> {
  const { key } = await database.selectFrom('callIdKey').select('key').executeTakeFirstOrThrow();

  async function claim(range: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('callIdLots')
      .values({ lot: range, startedAt: new Date().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows !== 0n;
  }

  async function claimed(): Promise<Set<number>> {
    const rows = await database.selectFrom('callIdLots').select('lot').execute();
    return new Set(rows.map(({ lot }) => lot));
  }

  return {
    claim,
    // The key is secret, so that knowing some numbers of a range does not reveal the others.
    rangeOf: (callId) => createHmac('sha256', key).update(callId).digest().readUInt32BE() % count,

    async start() {
      for (;;) {
        const used = await claimed();
        const free = Array.from({ length: count }, (_, range) => range).filter(
          (range) => !used.has(range),
        );
        // After a thousand lost data folders the guarantee is gone, but the service goes on.
        const range = free[randomInt(Math.max(1, free.length))] ?? randomInt(count);
        // Another server may have claimed it at the same time.
        if ((await claim(range)) || free.length === 0) {
          return { range, rangesLeft: Math.max(0, free.length - 1), isFirst: used.size === 0 };
        }
      }
    },
  };
}
