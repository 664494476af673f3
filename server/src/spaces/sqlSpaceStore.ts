// Spaces in the database, by Kysely: the same code for every database that Kysely speaks to.
import { randomUUID } from 'node:crypto';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { type Database, emptyWriteAheadLog } from '../storage/database.ts';
import { drawCallId, drawSecret, videoNameOf } from './newSpaceKeys.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

// With a million numbers given out, one draw in nine hundred is taken: ten in a row never are.
const MAX_DRAWS = 10;

/** @param draw where call IDs come from; another one only in tests of collisions. */
export function createSqlSpaceStore(
  database: Database,
  draw: () => CallId = drawCallId,
): SpaceStore {
  const spaces = () => database.selectFrom('spaces').selectAll();

  /** Takes the number for ever; false when somebody has or had it. */
  async function insert(space: Space): Promise<boolean> {
    return database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .insertInto('callIds')
        .values({ callId: space.callId, createdAt: space.createdAt, deletedAt: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (taken.numInsertedOrUpdatedRows === 0n) return false;
      await transaction.insertInto('spaces').values(space).execute();
      return true;
    });
  }

  return {
    async create({ name, ownerId }) {
      for (let draws = 0; draws < MAX_DRAWS; draws += 1) {
        const callId = draw();
        const space: Space = {
          id: randomUUID() as string as SpaceId,
          name,
          callId,
          videoName: videoNameOf(name, callId),
          secret: drawSecret(),
          ownerId,
          createdAt: new Date().toISOString(),
        };
        if (await insert(space)) return space;
      }
      throw new Error(`no free call ID in ${MAX_DRAWS} draws`);
    },

    find: (id) => spaces().where('id', '=', id).executeTakeFirst(),
    findByCallId: (callId) => spaces().where('callId', '=', callId).executeTakeFirst(),

    list: (ownerId) => {
      const newestFirst = spaces().orderBy('createdAt', 'desc');
      return (
        ownerId === undefined ? newestFirst : newestFirst.where('ownerId', '=', ownerId)
      ).execute();
    },

    async delete(id) {
      const isDeleted = await database.transaction().execute(async (transaction) => {
        const deleted = await transaction
          .deleteFrom('spaces')
          .where('id', '=', id)
          .returning('callId')
          .executeTakeFirst();
        if (deleted === undefined) return false;
        await transaction
          .updateTable('callIds')
          .set({ deletedAt: new Date().toISOString() })
          .where('callId', '=', deleted.callId)
          .execute();
        return true;
      });
      if (isDeleted) await emptyWriteAheadLog(database);
      return isDeleted;
    },
  };
}
