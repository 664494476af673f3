// The rows of the servers of a cluster: who is there, how full, and that it lives.
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';

export type NodeRow = Selectable<Tables['nodes']>;

/** What changes from beat to beat. */
export type NodeState = Pick<
  NodeRow,
  | 'people'
  | 'meetings'
  | 'calls'
  | 'mediaWorkers'
  | 'lentWorkers'
  | 'borrowedWorkers'
  | 'isDraining'
>;

export class Nodes {
  readonly #database: Pick<Database, 'insertInto' | 'updateTable' | 'selectFrom' | 'deleteFrom'>;
  readonly #self: Pick<NodeRow, 'id' | 'address' | 'startedAt' | 'version' | 'protocol'>;

  constructor(
    database: Pick<Database, 'insertInto' | 'updateTable' | 'selectFrom' | 'deleteFrom'>,
    self: Pick<NodeRow, 'id' | 'address' | 'startedAt' | 'version' | 'protocol'>,
  ) {
    this.#database = database;
    this.#self = self;
  }

  /** Counts this node's beat up, and enters it where others have taken it for dead and removed it. */
  async beat(state: NodeState): Promise<void> {
    const { numUpdatedRows } = await this.#database
      .updateTable('nodes')
      .set({ ...state, beat: sql`"beat" + 1` })
      .where('id', '=', this.#self.id)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return;
    await this.#database
      .insertInto('nodes')
      .values({ ...this.#self, ...state, beat: 1, mustDrain: 0 })
      .execute();
  }

  all(): Promise<NodeRow[]> {
    return Nodes.all(this.#database);
  }

  /** The oldest first. */
  static all(database: Pick<Database, 'selectFrom'>): Promise<NodeRow[]> {
    return database.selectFrom('nodes').selectAll().orderBy('startedAt').execute();
  }

  /**
   * A node that is gone, or this one at its end.
   * @param beat only if it still stands at this.
   */
  async remove(id: string, beat?: number): Promise<void> {
    await this.#database
      .deleteFrom('nodes')
      .where('id', '=', id)
      .$if(beat !== undefined, (query) => query.where('beat', '=', beat ?? 0))
      .execute();
  }
}
