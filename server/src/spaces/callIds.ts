// Issues call IDs, each once for ever, even after the database was restored from a backup (decision 0013).
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import { openCallIdRanges } from './callIdRanges.ts';
import { openIssuedIds } from './issuedIds.ts';
import { generateCallId } from './spaceKeys.ts';

export interface CallIds {
  /**
   * Generates numbers until `take` has reserved one for ever.
   * @param take returns undefined when somebody has or had the number.
   * @throws Error when no free number was found.
   */
  issue<T>(take: (callId: CallId) => Promise<T | undefined>): Promise<T>;
}

// In a range that is half used, ten numbers in a row are taken once in a thousand times.
const MAX_ATTEMPTS = 10;

/**
 * Also adds tombstones to the database for numbers that this data folder has issued and the database does not know.
 * @param options.ranges and `generate` are for tests of collisions.
 */
export async function openCallIds(options: {
  database: Database;
  folder: string;
  log: Log;
  ranges?: number;
  generate?: () => CallId;
}): Promise<CallIds> {
  const { database, folder, log, generate = generateCallId } = options;
  const ranges = await openCallIdRanges(database, options.ranges);
  const issuedIds = await openIssuedIds(folder);

  async function startRange(reason: string): Promise<number> {
    const { range: started, rangesLeft, isFirst } = await ranges.start();
    await issuedIds.addRange(started);
    if (!isFirst) log.warn({ rangesLeft, reason }, 'switched to a new call-ID range');
    return started;
  }

  const tombstones = await addTombstones(database, issuedIds.newestFirst());
  if (tombstones > 0) log.warn({ tombstones }, 'added tombstones for call IDs that were missing');
  for (const known of issuedIds.ranges) await ranges.claim(known);
  let range =
    issuedIds.ranges.at(-1) ?? (await startRange('the data folder has no record of issued IDs'));

  function generateInRange(): CallId {
    for (;;) {
      const callId = generate();
      if (ranges.rangeOf(callId) === range) return callId;
    }
  }

  return {
    async issue(take) {
      for (let attempts = 0; attempts < 2 * MAX_ATTEMPTS; attempts += 1) {
        if (attempts === MAX_ATTEMPTS) range = await startRange('the range is used up');
        const callId = generateInRange();
        // Recorded before it is taken: nobody has ever seen a number that is not on record.
        await issuedIds.add(callId);
        const taken = await take(callId);
        if (taken !== undefined) return taken;
      }
      throw new Error(`no free call ID in ${2 * MAX_ATTEMPTS} attempts`);
    },
  };
}

const CHUNK = 500;

/**
 * Stops at the first chunk that the database knows completely: a restored database lacks only the newest numbers.
 * @returns how many tombstones were added.
 */
async function addTombstones(database: Database, newestFirst: CallId[]): Promise<number> {
  const now = new Date().toISOString();
  let added = 0;
  for (let start = 0; start < newestFirst.length; start += CHUNK) {
    const chunk = newestFirst.slice(start, start + CHUNK);
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('callIds')
      .values(chunk.map((callId) => ({ callId, createdAt: now, deletedAt: now })))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const missing = Number(numInsertedOrUpdatedRows ?? 0n);
    if (missing === 0) break;
    added += missing;
  }
  return added;
}
