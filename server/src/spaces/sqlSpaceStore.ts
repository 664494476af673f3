// Spaces in the database, by Kysely: the same code for every database that Kysely speaks to.
import { randomUUID } from 'node:crypto';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import type { CallIds } from './callIds.ts';
import { generatePassKey, generateSecret, videoNameOf } from './spaceKeys.ts';
import { DELETE_AFTER_DAYS } from './expiry.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export function createSqlSpaceStore(database: Database, callIds: CallIds): SpaceStore {
  /** A row for each convener of a space, and one with none for a space without: `together` folds them. */
  const spaces = () =>
    database
      .selectFrom('spaces')
      .leftJoin('spaceConveners', 'spaceConveners.spaceId', 'spaces.id')
      .selectAll('spaces')
      .select('spaceConveners.accountId as convenerId');

  /** Takes the number for ever; false when somebody has or had it. */
  async function insert(space: Space): Promise<boolean> {
    return database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .insertInto('callIds')
        .values({ callId: space.callId, createdAt: space.createdAt, deletedAt: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (taken.numInsertedOrUpdatedRows === 0n) return false;
      const { convenerIds: _, ...row } = space;
      const admits = {
        admitsPhones: Number(space.admitsPhones),
        admitsRooms: Number(space.admitsRooms),
      };
      await transaction
        .insertInto('spaces')
        .values({ ...row, ...admits })
        .execute();
      return true;
    });
  }

  async function find(id: SpaceId): Promise<Space | undefined> {
    return together(await spaces().where('id', '=', id).execute())[0];
  }

  return {
    create: ({
      name,
      ownerId,
      lobby = 'none',
      admitsPhones = true,
      admitsRooms = true,
      startsAt = null,
      deleteAfterDays = DELETE_AFTER_DAYS,
    }) =>
      callIds.issue(async (callId) => {
        const space: Space = {
          id: randomUUID() as string as SpaceId,
          name,
          callId,
          videoName: videoNameOf(name, callId),
          secret: generateSecret(),
          passKey: generatePassKey(),
          ownerId,
          convenerIds: [],
          lobby,
          admitsPhones,
          admitsRooms,
          startsAt,
          deleteAfterDays,
          lastUsedAt: null,
          createdAt: new Date().toISOString(),
        };
        return (await insert(space)) ? space : undefined;
      }),

    find,
    findByCallId: async (callId) =>
      together(await spaces().where('callId', '=', callId).execute())[0],

    async list(leaderId) {
      const newestFirst = spaces().orderBy('spaces.createdAt', 'desc');
      if (leaderId === undefined) return together(await newestFirst.execute());
      const ledWithOthers = database
        .selectFrom('spaceConveners')
        .select('spaceId')
        .where('accountId', '=', leaderId);
      const led = newestFirst.where(({ eb, or }) =>
        or([eb('ownerId', '=', leaderId), eb('spaces.id', 'in', ledWithOthers)]),
      );
      return together(await led.execute());
    },

    async change(id, settings) {
      if (Object.values(settings).some((value) => value !== undefined)) {
        const admits = {
          admitsPhones: asNumber(settings.admitsPhones),
          admitsRooms: asNumber(settings.admitsRooms),
        };
        await database
          .updateTable('spaces')
          .set({ ...settings, ...admits })
          .where('id', '=', id)
          .execute();
      }
      return find(id);
    },

    async renewLink(id) {
      await database
        .updateTable('spaces')
        .set({ secret: generateSecret(), passKey: generatePassKey() })
        .where('id', '=', id)
        .execute();
      return find(id);
    },

    async recordUse(id) {
      const lastUsedAt = new Date().toISOString();
      await database.updateTable('spaces').set({ lastUsedAt }).where('id', '=', id).execute();
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

/** As both databases take it: yes and no are 1 and 0. */
const asNumber = (isSo: boolean | undefined) => (isSo === undefined ? undefined : Number(isSo));

/** One space of all the rows that are of it, in the order of the first of them. */
function together(rows: readonly (Tables['spaces'] & { convenerId: string | null })[]) {
  const found = new Map<SpaceId, Space>();
  for (const { convenerId, admitsPhones, admitsRooms, passKey, ...row } of rows) {
    const before = found.get(row.id)?.convenerIds ?? [];
    found.set(row.id, {
      ...row,
      // Where there is none yet: a key that nobody knows and no pass was made with.
      passKey: passKey ?? generatePassKey(),
      admitsPhones: admitsPhones === 1,
      admitsRooms: admitsRooms === 1,
      convenerIds: convenerId === null ? before : [...before, convenerId],
    });
  }
  return [...found.values()];
}
