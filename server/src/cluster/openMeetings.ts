// The rows that say which server holds which meeting: made, taken over and given back by compare and set.
import type { CallId } from '@distansmote/shared/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';

/** A holder's own row. The epoch grows with each holder, also over deletions of the row. */
export interface Holding {
  room: string;
  epoch: number;
}

export interface OpenMeetingRow extends Holding {
  nodeId: string;
  door: string;
}

export interface PresentCount extends Holding {
  presentCount: number;
}

/** By PostgreSQL's clock, since a row that is made again must be later than the one that was deleted. */
const NOW_MS = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

export class OpenMeetings {
  readonly #database: Pick<Database, 'insertInto' | 'updateTable' | 'selectFrom' | 'deleteFrom'>;
  readonly #nodeId: string;

  constructor(
    database: Pick<Database, 'insertInto' | 'updateTable' | 'selectFrom' | 'deleteFrom'>,
    nodeId: string,
  ) {
    this.#database = database;
    this.#nodeId = nodeId;
  }

  /** @returns the epoch; undefined if there is a row already, or no such space. */
  async insert(room: string, callId: CallId): Promise<number | undefined> {
    const row = await this.#database
      .insertInto('openMeetings')
      .columns(['room', 'spaceId', 'nodeId', 'epoch', 'presentCount', 'door'])
      .expression((eb) =>
        eb
          .selectFrom('spaces')
          .where('callId', '=', callId)
          .select([
            sql.val(room).as('room'),
            'id as spaceId',
            sql.val(this.#nodeId).as('nodeId'),
            NOW_MS.as('epoch'),
            sql<number>`0`.as('presentCount'),
            sql<string>`''`.as('door'),
          ]),
      )
      .onConflict((conflict) => conflict.column('room').doNothing())
      .returning('epoch')
      .executeTakeFirst();
    return row?.epoch;
  }

  find(room: string): Promise<OpenMeetingRow | undefined> {
    return this.#database
      .selectFrom('openMeetings')
      .select(['room', 'nodeId', 'epoch', 'door'])
      .where('room', '=', room)
      .executeTakeFirst();
  }

  /**
   * Makes the meeting this node's.
   * @param former the row as it was read.
   * @returns the new epoch; undefined if another was faster.
   */
  async takeOver({
    room,
    nodeId,
    epoch,
  }: Omit<OpenMeetingRow, 'door'>): Promise<number | undefined> {
    const row = await this.#database
      .updateTable('openMeetings')
      .set({ nodeId: this.#nodeId, epoch: sql<number>`greatest("epoch" + 1, ${NOW_MS})` })
      .where('room', '=', room)
      .where('nodeId', '=', nodeId)
      .where('epoch', '=', epoch)
      .returning('epoch')
      .executeTakeFirst();
    return row?.epoch;
  }

  /** Makes it another server's. @returns false if it was not this one's any more. */
  async give({ room, epoch }: Holding, nodeId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('openMeetings')
      .set({ nodeId, epoch: sql<number>`greatest("epoch" + 1, ${NOW_MS})` })
      .where('room', '=', room)
      .where('nodeId', '=', this.#nodeId)
      .where('epoch', '=', epoch)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async release({ room, epoch }: Holding): Promise<void> {
    await this.#database
      .deleteFrom('openMeetings')
      .where('room', '=', room)
      .where('nodeId', '=', this.#nodeId)
      .where('epoch', '=', epoch)
      .execute();
  }

  /** Which nodes have these meetings, by room; only of those that are open. */
  async holdersOf(rooms: string[]): Promise<Map<string, string>> {
    const rows = await this.#database
      .selectFrom('openMeetings')
      .select(['room', 'nodeId'])
      .where(sql<boolean>`"room" = any(${rooms})`)
      .execute();
    return new Map(rows.map(({ room, nodeId }) => [room, nodeId]));
  }

  /** Rows of nodes that are not there any more. */
  async removeOrphans(): Promise<void> {
    await this.#database
      .deleteFrom('openMeetings')
      .where('nodeId', 'not in', (eb) => eb.selectFrom('nodes').select('id'))
      .execute();
  }

  /** This node's rows. */
  own(): Promise<Holding[]> {
    return this.#database
      .selectFrom('openMeetings')
      .select(['room', 'epoch'])
      .where('nodeId', '=', this.#nodeId)
      .execute();
  }

  /** How many are present in the meetings of others, by call ID; only where somebody is. */
  async presentCountsElsewhere(): Promise<Map<CallId, number>> {
    const counts = await this.#database
      .selectFrom('openMeetings')
      // Not those of servers that are gone.
      .innerJoin('nodes', 'nodes.id', 'openMeetings.nodeId')
      .innerJoin('spaces', 'spaces.id', 'openMeetings.spaceId')
      .select(['spaces.callId', 'openMeetings.presentCount'])
      .where('openMeetings.nodeId', '!=', this.#nodeId)
      .where('openMeetings.presentCount', '>', 0)
      .execute();
    return new Map(counts.map(({ callId, presentCount }) => [callId, presentCount]));
  }

  /** In one statement: however many there are, the next beat must not wait for them. Those that are not held stay as they are. */
  async writePresentCounts(counts: readonly PresentCount[]): Promise<void> {
    if (counts.length === 0) return;
    const changed = sql<PresentCount>`unnest(
      ${counts.map(({ room }) => room)}::text[],
      ${counts.map(({ epoch }) => epoch)}::bigint[],
      ${counts.map(({ presentCount }) => presentCount)}::integer[]
    )`;
    await this.#database
      .updateTable('openMeetings')
      .from(changed.as<'changed'>(sql`"changed" ("room", "epoch", "presentCount")`))
      .set(({ ref }) => ({ presentCount: ref('changed.presentCount') }))
      .whereRef('openMeetings.room', '=', 'changed.room')
      .whereRef('openMeetings.epoch', '=', 'changed.epoch')
      .where('openMeetings.nodeId', '=', this.#nodeId)
      .execute();
  }

  /** Changes the row of a meeting that is held here; nothing happens if it is not (any more). */
  async write({ room, epoch }: Holding, changed: { door: string }): Promise<void> {
    await this.#database
      .updateTable('openMeetings')
      .set(changed)
      .where('room', '=', room)
      .where('nodeId', '=', this.#nodeId)
      .where('epoch', '=', epoch)
      .execute();
  }

  async hasSpace(callId: CallId): Promise<boolean> {
    const space = await this.#database
      .selectFrom('spaces')
      .select('id')
      .where('callId', '=', callId)
      .executeTakeFirst();
    return space !== undefined;
  }
}
