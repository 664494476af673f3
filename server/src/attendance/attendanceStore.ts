// The list of who was in each space's meetings, in SQL: written in batches, read newest first, deleted with its space.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import { BatchedWrites } from '../storage/batchedWrites.ts';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';

export type AttendanceRow = Tables['attendance'];

export interface AttendanceStore {
  /** Nobody waits for it: written within 250 ms, together with everything else until then. */
  save(row: AttendanceRow): void;
  /** Resolves when what was saved is on disk, or could not be written for now. */
  flush(): Promise<void>;
  /**
   * Whose server is gone has left: ends the rows of that space that no server will end, and finds all that have ended lately.
   * @param knownIds rows that are this server's own.
   * @param heldUntil when those that have not ended did, as ISO 8601; unless it is known, when the list last tells of somebody.
   * @param leftSince as ISO 8601.
   */
  endStale(
    spaceId: SpaceId,
    knownIds: ReadonlySet<string>,
    times: { heldUntil: string | undefined; leftSince: string },
  ): Promise<AttendanceRow[]>;
  /** Those who came last come first. @param before the id of a row: only rows of people who came before. */
  read(spaceId: SpaceId, limit: number, before?: string): Promise<AttendanceRow[]>;
  /** Those who came first come first, read in chunks. */
  readAll(spaceId: SpaceId): AsyncGenerator<AttendanceRow, void>;
  /**
   * Deletes what is older than its space keeps it (`keptDaysOf`).
   * @param nowMs since 1970. @returns how many were deleted.
   */
  deleteExpired(maxDays: number, nowMs: number): Promise<number>;
  /** @returns how many were deleted. */
  deleteAll(): Promise<number>;
  /** Writes what is pending. Nothing is saved after that. */
  close(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
/** At a time: a row has up to ten names. */
const READ_ROWS = 100;
/** While the database is unavailable: guests can come any number of times. */
const MAX_PENDING = 5_000;
/** A flood of guests cannot push out those who came before. */
export const MAX_ROWS_OF_SPACE = 5_000;

/** Days after leaving: as long as the space itself is kept after its last meeting, but never longer than the audit log. */
export const keptDaysOf = (deleteAfterDays: number | null, maxDays: number): number =>
  Math.min(deleteAfterDays ?? maxDays, maxDays);

/** @param onFailed called when rows could not be written, with a reason that contains no personal data. */
export function createAttendanceStore(
  database: Database,
  onFailed: (reason: string) => void,
): AttendanceStore {
  /** By id, in the order of coming. */
  const pending = new Map<string, AttendanceRow>();
  const writes = new BatchedWrites<AttendanceRow>(
    {
      first: (count) => [...pending.values()].slice(0, count),
      written(rows) {
        // One that was saved again meanwhile stays.
        for (const row of rows) if (pending.get(row.id) === row) pending.delete(row.id);
      },
    },
    // Fails also when a space is deleted between the two statements: the next try leaves its rows out.
    async (rows) => writeRows(await writable(rows)),
    onFailed,
  );

  /** Without rows of spaces that are gone, or whose list is full. */
  async function writable(rows: readonly AttendanceRow[]): Promise<AttendanceRow[]> {
    const spaces = await database
      .selectFrom('spaces')
      .select(({ selectFrom, fn }) => [
        'spaces.id',
        selectFrom('attendance')
          .select(fn.countAll<number>().as('count'))
          .whereRef('attendance.spaceId', '=', 'spaces.id')
          .as('count'),
      ])
      .where('spaces.id', 'in', [...new Set(rows.map(({ spaceId }) => spaceId))])
      .execute();
    const counts = new Map(spaces.map(({ id, count }) => [id, count ?? 0]));
    const isFull = rows.some(({ spaceId }) => (counts.get(spaceId) ?? 0) >= MAX_ROWS_OF_SPACE);
    const known = isFull ? await existing(rows) : new Set<string>();
    return rows.filter(({ id, spaceId }) => {
      const count = counts.get(spaceId);
      return count !== undefined && (count < MAX_ROWS_OF_SPACE || known.has(id));
    });
  }

  async function existing(rows: readonly AttendanceRow[]): Promise<Set<string>> {
    const ids = rows.map(({ id }) => id);
    const found = database.selectFrom('attendance').select('id').where('id', 'in', ids);
    return new Set((await found.execute()).map(({ id }) => id));
  }

  async function writeRows(rows: AttendanceRow[]): Promise<void> {
    if (rows.length === 0) return;
    await database
      .insertInto('attendance')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          profession: ref('excluded.profession'),
          role: ref('excluded.role'),
          companions: ref('excluded.companions'),
          isConvener: ref('excluded.isConvener'),
          legs: ref('excluded.legs'),
          leftAt: ref('excluded.leftAt'),
        })),
      )
      .execute();
  }

  /** The latest that rows but those tell of; empty where there are none. */
  async function latestOf(spaceId: SpaceId, butIds: ReadonlySet<string>): Promise<string> {
    const latest = await database
      .selectFrom('attendance')
      .select(({ fn }) => fn.max(fn.coalesce('leftAt', 'enteredAt')).as('at'))
      .where('spaceId', '=', spaceId)
      .$if(butIds.size > 0, (query) => query.where('id', 'not in', [...butIds]))
      .executeTakeFirst();
    return latest?.at ?? '';
  }

  async function deleted(count: bigint): Promise<number> {
    if (count > 0n) await database.eraseDeleted();
    return Number(count);
  }

  return {
    save(row) {
      if (writes.isClosed) return;
      if (pending.size >= MAX_PENDING && !pending.has(row.id)) writes.lose();
      else pending.set(row.id, { ...row });
      writes.writeSoon();
    },

    flush: () => writes.write(),

    async endStale(spaceId, knownIds, { heldUntil, leftSince }) {
      const found = await database
        .selectFrom('attendance')
        .selectAll()
        .where('spaceId', '=', spaceId)
        .where(({ or, eb }) => or([eb('leftAt', 'is', null), eb('leftAt', '>=', leftSince)]))
        .orderBy('id')
        .execute();
      const others = found.filter(({ id }) => !knownIds.has(id));
      const open = others.filter(({ leftAt }) => leftAt === null);
      if (open.length === 0) return others;
      const lastKnown = heldUntil ?? (await latestOf(spaceId, knownIds));
      for (const row of open) {
        row.leftAt = lastKnown > row.enteredAt ? lastKnown : row.enteredAt;
        await database
          .updateTable('attendance')
          .set({ leftAt: row.leftAt })
          .where('id', '=', row.id)
          .where('leftAt', 'is', null)
          .execute();
      }
      return others.filter(({ leftAt }) => leftAt !== null && leftAt >= leftSince);
    },

    read: (spaceId, limit, before) =>
      database
        .selectFrom('attendance')
        .selectAll()
        .where('spaceId', '=', spaceId)
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    async *readAll(spaceId) {
      let last = '';
      for (;;) {
        const rows = await database
          .selectFrom('attendance')
          .selectAll()
          .where('spaceId', '=', spaceId)
          .where('id', '>', last)
          .orderBy('id')
          .limit(READ_ROWS)
          .execute();
        yield* rows;
        if (rows.length < READ_ROWS) return;
        last = rows.at(-1)?.id ?? '';
        // SQLite is synchronous: let meetings run between two chunks.
        await yieldToEventLoop();
      }
    },

    async deleteExpired(maxDays, nowMs) {
      const kept = database.selectFrom('spaces').select('deleteAfterDays').distinct();
      let count = 0n;
      for (const { deleteAfterDays } of await kept.execute()) {
        const days = keptDaysOf(deleteAfterDays, maxDays);
        const oldest = new Date(nowMs - days * DAY_MS).toISOString();
        const expired = await database
          .deleteFrom('attendance')
          .where(({ fn }) => fn.coalesce('leftAt', 'enteredAt'), '<', oldest)
          .where('spaceId', 'in', ({ selectFrom }) =>
            selectFrom('spaces')
              .select('spaces.id')
              .where('deleteAfterDays', deleteAfterDays === null ? 'is' : '=', deleteAfterDays),
          )
          .executeTakeFirst();
        count += expired.numDeletedRows;
      }
      return deleted(count);
    },

    async deleteAll() {
      const all = await database.deleteFrom('attendance').executeTakeFirst();
      return deleted(all.numDeletedRows);
    },

    close: () => writes.close(),
  };
}
