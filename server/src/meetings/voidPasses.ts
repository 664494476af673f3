// Passes that are void because a convener removed their owner: they would spare them the lobby of the next meeting.
// In the database, for a meeting that opens after a restart or on another server; in memory while they are asked for.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import { BatchedWrites } from '../storage/batchedWrites.ts';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { PASS_MS } from './admissionPass.ts';

/** In memory. What is evicted while its meeting is open is read again before the next one opens. */
const MAX_SPACES = 1_000;
/** Of one space: the newest. Blocking a browser makes void the passes of as many tabs as a meeting remembers. */
const MAX_OF_SPACE = 4_000;
/** While the database is unavailable. */
const MAX_PENDING = 10_000;

interface Change {
  callId: CallId;
  participantId: ParticipantId;
  /** Milliseconds since 1970: when the pass is over by itself. Undefined when it is valid again. */
  until: number | undefined;
}

/** The passes to one space. */
export interface VoidPassesOfSpace {
  has(owner: ParticipantId): boolean;
  add(owner: ParticipantId): void;
  /** A convener has let them in again. */
  delete(owner: ParticipantId): void;
}

export class VoidPasses {
  readonly #database: Database;
  readonly #spaces = new LRUCache<CallId, Map<ParticipantId, number>>({ max: MAX_SPACES });
  /** What is not on disk, by owner: the same person has another id in each space. */
  readonly #pending = new Map<ParticipantId, Change>();
  readonly #writes: BatchedWrites<Change>;

  /** @param onFailed called when some could not be written for now, with a reason that contains no personal data. */
  constructor(database: Database, onFailed: (reason: string) => void) {
    this.#database = database;
    this.#writes = new BatchedWrites<Change>(
      {
        first: (count) => [...this.#pending.values()].slice(0, count),
        written: (changes) => {
          for (const change of changes) {
            const { participantId: owner } = change;
            if (this.#pending.get(owner) === change) this.#pending.delete(owner);
          }
        },
      },
      (changes) => this.#write(changes),
      onFailed,
    );
  }

  /** As of the last `read`, and what has changed here since. */
  of(callId: CallId): VoidPassesOfSpace {
    return {
      has: (owner) => (this.#spaces.get(callId)?.get(owner) ?? 0) > Date.now(),
      add: (owner) => this.#change(callId, owner, Date.now() + PASS_MS),
      delete: (owner) => {
        if (this.#spaces.get(callId)?.has(owner) === true) this.#change(callId, owner, undefined);
      },
    };
  }

  /** Before admission to a meeting that isn't open here, and before it opens. */
  async read(callId: CallId): Promise<void> {
    await this.#writes.write();
    const rows = await this.#database
      .selectFrom('voidPasses')
      .innerJoin('spaces', 'spaces.id', 'voidPasses.spaceId')
      .select(['voidPasses.participantId', 'voidPasses.until'])
      .where('spaces.callId', '=', callId)
      .where('voidPasses.until', '>', new Date().toISOString())
      .orderBy('voidPasses.until', 'desc')
      .limit(MAX_OF_SPACE)
      .execute();
    this.#spaces.set(
      callId,
      new Map(rows.reverse().map(({ participantId: id, until }) => [id, Date.parse(until)])),
    );
    for (const change of this.#pending.values()) if (change.callId === callId) this.#keep(change);
  }

  /** Writes what is pending. Nothing is written after that. */
  close(): Promise<void> {
    return this.#writes.close();
  }

  #change(callId: CallId, participantId: ParticipantId, until: number | undefined): void {
    const change = { callId, participantId, until };
    this.#keep(change);
    if (this.#writes.isClosed) return;
    if (this.#pending.size >= MAX_PENDING && !this.#pending.has(participantId)) this.#writes.lose();
    else this.#pending.set(participantId, change);
    // At once, and nobody waits: a crash a moment later must not let them in.
    void this.#writes.write();
  }

  #keep({ callId, participantId: owner, until }: Change): void {
    const owners = this.#spaces.get(callId) ?? new Map<ParticipantId, number>();
    this.#spaces.set(callId, owners);
    owners.delete(owner);
    if (until !== undefined) owners.set(owner, until);
    const [oldest] = owners.keys();
    if (owners.size > MAX_OF_SPACE && oldest !== undefined) owners.delete(oldest);
  }

  /** Fails also when a space is deleted between the statements: the next try leaves its passes out. */
  async #write(changes: Change[]): Promise<void> {
    const callIds = [...new Set(changes.map(({ callId }) => callId))];
    const spaces = await this.#database
      .selectFrom('spaces')
      .select(['id', 'callId'])
      .where('callId', 'in', callIds)
      .execute();
    const spaceIds = new Map(spaces.map(({ id, callId }) => [callId, id]));
    const rows = changes.flatMap(({ callId, participantId, until }) => {
      const spaceId = spaceIds.get(callId);
      return spaceId === undefined || until === undefined
        ? []
        : [{ spaceId, participantId, until: new Date(until).toISOString() }];
    });
    if (rows.length > 0) await this.#insert(rows);
    const validAgain = changes.filter(({ until }) => until === undefined);
    await this.#database
      .deleteFrom('voidPasses')
      .where(({ eb, or }) => {
        const isOver = eb('until', '<=', new Date().toISOString());
        if (validAgain.length === 0) return isOver;
        const owners = validAgain.map(({ participantId }) => participantId);
        return or([isOver, eb('participantId', 'in', owners)]);
      })
      .execute();
  }

  async #insert(rows: Tables['voidPasses'][]): Promise<void> {
    await this.#database
      .insertInto('voidPasses')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['participantId', 'spaceId']).doUpdateSet(({ ref }) => ({
          until: ref('excluded.until'),
        })),
      )
      .execute();
  }
}
