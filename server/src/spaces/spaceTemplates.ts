// An account's own settings for new spaces, saved by name.
import { randomUUID } from 'node:crypto';
import type { NewSpaceTemplate, SpaceTemplate } from '@distansmote/shared/spacesApi.ts';
import type { Database } from '../storage/database.ts';
import { nameKeyOf } from '../platform/nameKey.ts';

/** As many as a menu can offer. */
const MAX_PER_ACCOUNT = 20;

export interface SpaceTemplates {
  /** In Swedish order of their names. */
  of(accountId: string): Promise<SpaceTemplate[]>;
  /** Replaces the account's template of that name. */
  save(accountId: string, template: NewSpaceTemplate): Promise<'saved' | 'tooMany'>;
  /** False when the account has no such template. */
  delete(accountId: string, id: string): Promise<boolean>;
}

export function createSpaceTemplates(database: Database): SpaceTemplates {
  return {
    async of(accountId) {
      const rows = await database
        .selectFrom('spaceTemplates')
        .select(['id', 'name', 'lobby', 'admitsPhones', 'admitsRooms', 'deleteAfterDays'])
        .where('accountId', '=', accountId)
        .execute();
      return rows
        .map(({ admitsPhones, admitsRooms, ...row }) => ({
          ...row,
          admitsPhones: admitsPhones === 1,
          admitsRooms: admitsRooms === 1,
        }))
        .sort((a, b) => (nameKeyOf(a.name) < nameKeyOf(b.name) ? -1 : 1));
    },

    save: (accountId, { name, admitsPhones, admitsRooms, ...rest }) =>
      database.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom('spaceTemplates')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('accountId', '=', accountId)
          .where('name', '!=', name)
          .executeTakeFirstOrThrow();
        if (count >= MAX_PER_ACCOUNT) return 'tooMany';
        const settings = {
          ...rest,
          admitsPhones: Number(admitsPhones),
          admitsRooms: Number(admitsRooms),
        };
        await transaction
          .insertInto('spaceTemplates')
          .values({ id: randomUUID(), accountId, name, ...settings })
          .onConflict((conflict) => conflict.columns(['accountId', 'name']).doUpdateSet(settings))
          .execute();
        return 'saved';
      }),

    async delete(accountId, id) {
      const deleted = await database
        .deleteFrom('spaceTemplates')
        .where('accountId', '=', accountId)
        .where('id', '=', id)
        .executeTakeFirst();
      return deleted.numDeletedRows > 0n;
    },
  };
}
