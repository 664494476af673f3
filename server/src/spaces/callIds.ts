// Gives out call IDs, each once for ever, also after the database was restored from a backup (decision 0013).
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import { openCallIdRanges } from './callIdRanges.ts';
import { openIssuedIds } from './issuedIds.ts';
import { generateCallId } from './spaceKeys.ts';

export interface CallIds {
  /** Draws until `take` has taken one for ever; what it returned, which is undefined where somebody has or had it. */
  issue<T>(take: (callId: CallId) => Promise<T | undefined>): Promise<T>;
}

// In a lot that is half full, ten draws in a row are taken once in a thousand times.
const MAX_DRAWS = 10;

/**
 * Crosses out in the database what this data folder gave out and the database does not know.
 * @param options.lots and `draw`, where numbers come from: others only in tests of collisions.
 */
export async function openCallIds(options: {
  database: Database;
  folder: string;
  log: Log;
  lots?: number;
  draw?: () => CallId;
}): Promise<CallIds> {
  const { database, folder, log, draw = generateCallId } = options;
  const lots = await openCallIdRanges(database, options.lots);
  const givenOut = await openIssuedIds(folder);

  async function beginLot(reason: string): Promise<number> {
    const { lot, lotsLeft, isFirst } = await lots.start();
    await givenOut.addRange(lot);
    if (!isFirst) log.warn({ lotsLeft }, `call IDs are drawn from another lot: ${reason}`);
    return lot;
  }

  const crossedOut = await addTombstones(database, givenOut.newestFirst());
  if (crossedOut > 0)
    log.warn({ crossedOut }, 'call IDs that the database did not know are crossed out');
  for (const known of givenOut.ranges) await lots.claim(known);
  let lot =
    givenOut.ranges.at(-1) ??
    (await beginLot('the data folder does not say which ones were given out before'));

  function drawFromLot(): CallId {
    for (;;) {
      const callId = draw();
      if (lots.rangeOf(callId) === lot) return callId;
    }
  }

  return {
    async issue(take) {
      for (let draws = 0; draws < 2 * MAX_DRAWS; draws += 1) {
        if (draws === MAX_DRAWS) lot = await beginLot('the former one is used up');
        const callId = drawFromLot();
        // Before it is taken: nobody has seen a number that is not noted.
        await givenOut.add(callId);
        const taken = await take(callId);
        if (taken !== undefined) return taken;
      }
      throw new Error(`no free call ID in ${2 * MAX_DRAWS} draws`);
    },
  };
}

const CHUNK = 500;

/**
 * Makes tombstones of the numbers that the database does not know; how many.
 * Only as far back as there are any: a database that was restored lacks the newest.
 */
async function addTombstones(database: Database, newestFirst: CallId[]): Promise<number> {
  const now = new Date().toISOString();
  let crossedOut = 0;
  for (let begin = 0; begin < newestFirst.length; begin += CHUNK) {
    const chunk = newestFirst.slice(begin, begin + CHUNK);
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('callIds')
      .values(chunk.map((callId) => ({ callId, createdAt: now, deletedAt: now })))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const unknown = Number(numInsertedOrUpdatedRows ?? 0n);
    if (unknown === 0) break;
    crossedOut += unknown;
  }
  return crossedOut;
}
