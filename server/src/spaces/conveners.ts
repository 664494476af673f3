// The members of staff who lead a space's meetings beside its owner.
import type { Colleague } from '@distansmote/shared/httpApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import { normalizeUsername } from '../accounts/accountStore.ts';
import type { Database } from '../storage/database.ts';

/** More than any ward has. */
const MAX_OF_SPACE = 50;
/** As many as one reads through; whoever misses somebody types on. */
const MAX_FOUND = 10;

export interface Conveners {
  /** By their usernames. */
  of(spaceId: SpaceId): Promise<Colleague[]>;
  /** Once more is no harm. An account that is closed, or that nobody has, is unknown. */
  add(spaceId: SpaceId, username: string): Promise<'added' | 'accountUnknown' | 'tooMany'>;
  remove(spaceId: SpaceId, accountId: string): Promise<void>;
  /** Open accounts with these letters in their username or name, by their usernames; the first few. */
  search(letters: string): Promise<Colleague[]>;
}

export function createConveners(database: Database): Conveners {
  const openAccounts = () =>
    database
      .selectFrom('accounts')
      .select(['accounts.id', 'username', 'displayName'])
      .where('closedAt', 'is', null)
      .orderBy('username');

  return {
    of: (spaceId) =>
      openAccounts()
        .innerJoin('spaceConveners', 'spaceConveners.accountId', 'accounts.id')
        .where('spaceConveners.spaceId', '=', spaceId)
        .execute(),

    add: (spaceId, username) =>
      database.transaction().execute(async (transaction) => {
        const account = await transaction
          .selectFrom('accounts')
          .select('id')
          .where('username', '=', normalizeUsername(username))
          .where('closedAt', 'is', null)
          .executeTakeFirst();
        if (account === undefined) return 'accountUnknown';
        const { count } = await transaction
          .selectFrom('spaceConveners')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('spaceId', '=', spaceId)
          .executeTakeFirstOrThrow();
        if (count >= MAX_OF_SPACE) return 'tooMany';
        await transaction
          .insertInto('spaceConveners')
          .values({ spaceId, accountId: account.id })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return 'added';
      }),

    async remove(spaceId, accountId) {
      await database
        .deleteFrom('spaceConveners')
        .where('spaceId', '=', spaceId)
        .where('accountId', '=', accountId)
        .execute();
    },

    async search(letters) {
      const wanted = letters.toLocaleLowerCase('sv');
      // Here and not in SQL, where SQLite and PostgreSQL differ over what a capital Å is.
      return (await openAccounts().execute())
        .filter(({ username, displayName }) =>
          [username, displayName].some((name) => name.toLocaleLowerCase('sv').includes(wanted)),
        )
        .slice(0, MAX_FOUND);
    },
  };
}
