// The audit log: who did what, when, and to what; written in the order it was done, and read newest first.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Role } from '@distansmote/shared/accountsApi.ts';
import type { AuditActor, AuditAction, AuditEntry } from '@distansmote/shared/auditApi.ts';
import { parseCallId } from '@distansmote/shared/callId.ts';
import { v7 as laterUuid } from 'uuid';
import type { Space } from '../spaces/spaceStore.ts';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';

/** What has been done. */
interface AuditEvent {
  action: AuditAction;
  actor: AuditActor;
  space?: Pick<Space, 'id' | 'callId' | 'name'>;
  /** A participant, an account or an API token, by its name. */
  subject?: string;
  role?: Role;
  /** See `auditEntry`. */
  detail?: string;
}

/** Which entries are wanted; what is not named, or undefined, excludes none. */
export interface AuditFilter {
  /** A part of any name, or of a call ID. */
  search?: string | undefined;
  /** ISO 8601 in UTC. */
  from?: string | undefined;
  /** Not this moment itself. */
  until?: string | undefined;
  /** An entry's id: those before it. */
  before?: string | undefined;
}

export interface AuditLog {
  /** Resolves when it is on disk. Never rejects: what could not be written is told, and tried again. */
  record(event: AuditEvent): Promise<void>;
  /** The same for who must not wait: written with what else is done in that quarter of a second. */
  recordAsync(event: AuditEvent): void;
  /** Newest first, a slice at a time, however many there are. */
  read(filter: AuditFilter): AsyncGenerator<AuditEntry, void>;
  /** For how long the oldest entry that is not on disk yet has waited, in milliseconds; 0 when all are. */
  readonly oldestPendingMs: number;
  /** @returns how many there were. */
  deleteBefore(moment: Date): Promise<number>;
  /** Writes what is left; nothing is noted after that. */
  close(): Promise<void>;
}

type Row = Tables['auditLog'];

const SOON_MS = 250;
const TRY_AGAIN_MS = 5_000;
/** In one statement; each database has an upper limit of values. */
const ROWS_AT_ONCE = 500;
/** While the database is away: more than hours of it, and little memory. */
const MAX_PENDING = 10_000;
/**
 * Of these so many who came and went. Guests make as many of those entries as they like (a full disk takes none, and lets them
 * come and go): nobody is to push out what conveners and administrators have done.
 */
const MAX_ATTENDANCE_PENDING = 5_000;
const ATTENDANCE: ReadonlySet<AuditAction> = new Set(['entered', 'left', 'connectionLost']);

/** @param onFailed told when entries could not be written, with a reason that names nobody. */
export function createAuditLog(database: Database, onFailed: (reason: string) => void): AuditLog {
  /** In the order they were noted. */
  const waiting: Row[] = [];
  let attendanceWaiting = 0;
  let lost = 0;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function add(event: AuditEvent): void {
    const isAttendance = ATTENDANCE.has(event.action);
    const isTooMany = isAttendance && attendanceWaiting >= MAX_ATTENDANCE_PENDING;
    if (isTooMany || waiting.length >= MAX_PENDING) {
      lost += 1;
      return;
    }
    if (isAttendance) attendanceWaiting += 1;
    waiting.push(rowOf(event));
  }

  /** Not of each: they are lost by the hundred, and the service's own log lies on a disk as well. */
  function tellLost(): void {
    if (lost > 0) onFailed(`${lost} entries were lost: too many wait`);
    lost = 0;
  }

  function writeIn(ms: number): void {
    if (!isClosed) timer ??= setTimeout(() => void write(), ms).unref();
  }

  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writeWaiting);
    return writing;
  }

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting.slice(0, ROWS_AT_ONCE);
      try {
        // What was written, but not acknowledged, is there already.
        const insert = database.insertInto('auditLog').values(rows);
        await insert.onConflict((conflict) => conflict.doNothing()).execute();
      } catch (error) {
        onFailed(reasonOf(error));
        tellLost();
        writeIn(TRY_AGAIN_MS);
        return;
      }
      waiting.splice(0, rows.length);
      attendanceWaiting -= rows.filter(({ deed }) => ATTENDANCE.has(deed)).length;
    }
    tellLost();
  }

  /** In order, from where `before` ends. */
  function slice({ before, from, until, callId }: Slice): Promise<Row[]> {
    return database
      .selectFrom('auditLog')
      .selectAll()
      .$if(callId !== undefined, (query) => query.where('callId', '=', callId ?? ''))
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
      .limit(ROWS_AT_ONCE)
      .execute();
  }

  return {
    record(event) {
      add(event);
      return write();
    },

    recordAsync(event) {
      add(event);
      writeIn(SOON_MS);
    },

    async *read({ search = '', from, until, before }) {
      const callId = parseCallId(search);
      const fits = callId === undefined ? lookFor(search) : () => true;
      let last = before;
      for (;;) {
        const rows = await slice({ before: last, from, until, callId });
        for (const row of rows) if (fits(row)) yield entryOf(row);
        last = rows.at(-1)?.id;
        if (rows.length < ROWS_AT_ONCE) return;
        // SQLite answers at once: meetings get their turn between two slices.
        await nextTurn();
      }
    },

    get oldestPendingMs() {
      const [oldest] = waiting;
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

    close() {
      isClosed = true;
      return write();
    },
  };
}

type Slice = Pick<AuditFilter, 'before' | 'from' | 'until'> & { callId: string | undefined };

function rowOf({ action: deed, actor: by, space, subject: about, role, detail }: AuditEvent): Row {
  return {
    id: laterUuid(),
    at: new Date().toISOString(),
    deed,
    byKind: by.kind,
    byName: by.name,
    spaceId: space?.id ?? null,
    callId: space?.callId ?? null,
    spaceName: space?.name ?? null,
    about: about ?? null,
    role: role ?? null,
    detail: detail ?? null,
  };
}

function entryOf(row: Row): AuditEntry {
  const { id, at, deed, byKind, byName, spaceId, callId, spaceName, about, role, detail } = row;
  const space =
    spaceId === null ? null : { id: spaceId, callId: callId ?? '', name: spaceName ?? '' };
  return { id, at, deed, by: { kind: byKind, name: byName }, space, about, role, detail };
}

/** Here and not in SQL, where each database has a lower case of its own. */
function lookFor(search: string): (row: Row) => boolean {
  const wanted = search.toLocaleLowerCase('sv');
  const digits = wanted.replace(/[\s-]/g, '');
  const isNumber = /^\d+$/.test(digits);
  return ({ byName, spaceName, about, detail, callId }) =>
    [byName, spaceName, about, detail].some((name) =>
      name?.toLocaleLowerCase('sv').includes(wanted),
    ) ||
    (isNumber && callId?.includes(digits) === true);
}

/** Not its message, in which a database may quote what it was given. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
