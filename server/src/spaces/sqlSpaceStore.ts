// The space store in SQL: the same code for SQLite and PostgreSQL.
import { randomUUID } from 'node:crypto';
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';
import type { CallIds } from './callIds.ts';
import { nameKeyOf } from '../platform/nameKey.ts';
import { generatePassKey, generateSecret, videoNameOf } from './spaceKeys.ts';
import { DELETE_AFTER_DAYS } from './expiry.ts';
import { ledBy } from './ledBy.ts';
import { selectSpaces, spacesOf } from './spaceRows.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

const MIN_BETWEEN_USES_MS = 60_000;

export function createSqlSpaceStore(database: Database, callIds: CallIds): SpaceStore {
  /** Reserves the call ID for ever. False when somebody has or had it. */
  async function insert(space: Space): Promise<boolean> {
    return database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .insertInto('callIds')
        .values({ callId: space.callId, createdAt: space.createdAt, deletedAt: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (taken.numInsertedOrUpdatedRows === 0n) return false;
      const { convenerIds: _, ...row } = space;
      const flags = {
        admitsPhones: Number(space.admitsPhones),
        admitsRooms: Number(space.admitsRooms),
        allowsRingMe: Number(space.allowsRingMe),
      };
      await transaction
        .insertInto('spaces')
        .values({ ...row, ...flags, nameKey: nameKeyOf(space.name) })
        .execute();
      return true;
    });
  }

  async function find(id: SpaceId): Promise<Space | undefined> {
    return spacesOf(await selectSpaces(database).where('id', '=', id).execute())[0];
  }

  // Each join looks its space up twice: building and compiling the query cost as much as running it.
  const byCallId = selectSpaces(database)
    .where('callId', '=', '' as CallId)
    .compile();

  return {
    create: ({
      name,
      ownerId,
      lobby = 'none',
      admitsPhones = true,
      admitsRooms = true,
      allowsRingMe = true,
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
          allowsRingMe,
          startsAt,
          deleteAfterDays,
          lastUsedAt: null,
          createdAt: new Date().toISOString(),
        };
        return (await insert(space)) ? space : undefined;
      }),

    find,
    findByCallId: async (callId) => {
      // Text that no database takes, such as NUL, is not a call ID either.
      if (parseCallId(callId) === undefined) return undefined;
      const query: typeof byCallId = { ...byCallId, parameters: [callId] };
      return spacesOf((await database.executeQuery(query)).rows)[0];
    },

    async list(convenerId) {
      const newestFirst = selectSpaces(database).orderBy('spaces.createdAt', 'desc');
      if (convenerId === undefined) return spacesOf(await newestFirst.execute());
      return spacesOf(await newestFirst.where((eb) => ledBy(eb, convenerId)).execute());
    },

    async change(id, settings) {
      if (Object.values(settings).some((value) => value !== undefined)) {
        const flags = {
          admitsPhones: asNumber(settings.admitsPhones),
          admitsRooms: asNumber(settings.admitsRooms),
          allowsRingMe: asNumber(settings.allowsRingMe),
        };
        await database
          .updateTable('spaces')
          .set({ ...settings, ...flags, nameKey: settings.name && nameKeyOf(settings.name) })
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

    async recordUse(callId) {
      const now = Date.now();
      const recent = new Date(now - MIN_BETWEEN_USES_MS).toISOString();
      await database
        .updateTable('spaces')
        .set({ lastUsedAt: new Date(now).toISOString() })
        .where('callId', '=', callId)
        .where(({ eb, or }) => or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', recent)]))
        .execute();
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

/** Both databases store booleans as 1 and 0. */
const asNumber = (flag: boolean | undefined) => (flag === undefined ? undefined : Number(flag));
