// The audit log: who did what to what, and when. Written in order, read newest first (decision 0019).
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import {
  actionsOfKind,
  type AuditAction,
  type AuditEntry,
  type AuditKind,
} from '@distansmote/shared/auditApi.ts';
import { parseCallId } from '@distansmote/shared/callId.ts';
import { BatchedWrites, CHUNK_ROWS } from '../storage/batchedWrites.ts';
import type { Database } from '../storage/database.ts';
import { type AuditEvent, type AuditRow, entryOf, matcherOf, rowOf } from './auditRows.ts';

/** An absent or undefined condition matches every entry. */
export interface AuditFilter {
  /** Part of any name, or of a call ID. */
  search?: string | undefined;
  /** ISO 8601 in UTC. */
  from?: string | undefined;
  /** Exclusive. */
  until?: string | undefined;
  /** Only actions of this kind. */
  kind?: AuditKind | undefined;
  /** The id of an entry: only entries before it. */
  before?: string | undefined;
}

export interface AuditLog {
  /** Resolves when the entry is on disk, or writing failed. Never rejects: a failed write is reported and retried. */
  record(event: AuditEvent): Promise<void>;
  /** For callers that must not wait: written in a batch within 250 ms. */
  recordAsync(event: AuditEvent): void;
  /** Newest first, read from the database in chunks. */
  read(filter: AuditFilter): AsyncGenerator<AuditEntry, void>;
  /** Age in milliseconds of the oldest entry that is not on disk; 0 when all are. */
  readonly oldestPendingMs: number;
  /** @returns how many were deleted. */
  deleteBefore(moment: Date): Promise<number>;
  /** Writes what is pending. Nothing is recorded after that. */
  close(): Promise<void>;
}

/** While the database is unavailable: enough for hours, in little memory. */
const MAX_PENDING = 10_000;
/**
 * How many of these may record what guests do. They can cause any number of such entries while the disk is full, and must
 * not push out what conveners and administrators do.
 */
const MAX_BY_GUESTS_PENDING = 5_000;
const BY_GUESTS: ReadonlySet<AuditAction> = new Set([
  ...actionsOfKind('attendance'),
  'renamedSelf',
]);

/** @param onFailed called when entries could not be written, with a reason that contains no personal data. */
export function createAuditLog(database: Database, onFailed: (reason: string) => void): AuditLog {
  /** In order of recording. */
  const pending: AuditRow[] = [];
  let byGuestsPending = 0;
  const writes = new BatchedWrites(
    {
      first: (count) => pending.slice(0, count),
      written(rows) {
        pending.splice(0, rows.length);
        byGuestsPending -= rows.filter(({ deed }) => BY_GUESTS.has(deed)).length;
      },
    },
    async (rows) => {
      const insert = database.insertInto('auditLog').values(rows);
      await insert.onConflict((conflict) => conflict.doNothing()).execute();
    },
    onFailed,
  );

  function add(event: AuditEvent): void {
    const isByGuest = BY_GUESTS.has(event.action);
    const isTooMany = isByGuest && byGuestsPending >= MAX_BY_GUESTS_PENDING;
    if (isTooMany || pending.length >= MAX_PENDING) {
      writes.lose();
      return;
    }
    if (isByGuest) byGuestsPending += 1;
    pending.push(rowOf(event));
  }

  /** Newest first, older than the entry `before`. */
  function readChunk({ before, from, until, kind, callId }: ChunkQuery): Promise<AuditRow[]> {
    return database
      .selectFrom('auditLog')
      .selectAll()
      .$if(callId !== undefined, (query) => query.where('callId', '=', callId ?? ''))
      .$if(kind !== undefined, (query) => query.where('deed', 'in', actionsOfKind(kind ?? 'space')))
      .$if(from !== undefined, (query) => query.where('at', '>=', from ?? ''))
      .$if(until !== undefined, (query) => query.where('at', '<', until ?? ''))
      .$if(before !== undefined, (query) =>
        query.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('at', 'id'),
            '<',
            selectFrom('auditLog as last')
              .select(['last.at', 'last.id'])
              .where('last.id', '=', before ?? '')
              .$asTuple('at', 'id'),
          ),
        ),
      )
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(CHUNK_ROWS)
      .execute();
  }

  return {
    record(event) {
      add(event);
      return writes.write();
    },

    recordAsync(event) {
      add(event);
      writes.writeSoon();
    },

    async *read({ search = '', from, until, kind, before }) {
      const callId = parseCallId(search);
      const matches = callId === undefined ? matcherOf(search) : () => true;
      let last = before;
      for (;;) {
        const rows = await readChunk({ before: last, from, until, kind, callId });
        for (const row of rows) if (matches(row)) yield entryOf(row);
        last = rows.at(-1)?.id;
        if (rows.length < CHUNK_ROWS) return;
        // SQLite is synchronous: let meetings run between two chunks.
        await yieldToEventLoop();
      }
    },

    get oldestPendingMs() {
      const [oldest] = pending;
      return oldest === undefined ? 0 : Math.max(0, Date.now() - Date.parse(oldest.at));
    },

    async deleteBefore(moment) {
      const deleted = await database
        .deleteFrom('auditLog')
        .where('at', '<', moment.toISOString())
        .executeTakeFirst();
      const count = Number(deleted.numDeletedRows);
      if (count > 0) await database.eraseDeleted();
      return count;
    },

    close: () => writes.close(),
  };
}

type ChunkQuery = Pick<AuditFilter, 'before' | 'from' | 'until' | 'kind'> & {
  callId: string | undefined;
};
