// Spaces in the database, by Kysely: the same code for every database that Kysely speaks to.
import { randomUUID } from 'node:crypto';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';
import type { CallIds } from './callIds.ts';
import { drawSecret, videoNameOf } from './newSpaceKeys.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export function createSqlSpaceStore(database: Database, callIds: CallIds): SpaceStore {
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
    create: ({ name, ownerId }) =>
      callIds.giveOut(async (callId) => {
        const space: Space = {
          id: randomUUID() as string as SpaceId,
          name,
          callId,
          videoName: videoNameOf(name, callId),
          secret: drawSecret(),
          ownerId,
          createdAt: new Date().toISOString(),
        };
        return (await insert(space)) ? space : undefined;
      }),

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
      if (isDeleted) await database.eraseDeleted();
      return isDeleted;
    },
  };
}
