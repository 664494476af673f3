// The accounts that are conveners of a space beside its owner.
import type { Colleague } from '@distansmote/shared/httpApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import { hasLetters } from '../accounts/accountSearch.ts';
import { normalizeUsername } from '../accounts/accountStore.ts';
import type { Database } from '../storage/database.ts';

/** More than any ward has. */
const MAX_PER_SPACE = 50;
/** As many as people read; typing more letters narrows the search. */
const MAX_FOUND = 10;

export interface Conveners {
  /** Sorted by user name. */
  of(spaceId: SpaceId): Promise<Colleague[]>;
  /** Idempotent. A closed account counts as unknown. */
  add(spaceId: SpaceId, username: string): Promise<'added' | 'accountUnknown' | 'tooMany'>;
  remove(spaceId: SpaceId, accountId: string): Promise<void>;
  /** The first few open accounts with these letters in their user name or display name, sorted by user name. */
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
        if (count >= MAX_PER_SPACE) return 'tooMany';
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

    search: (letters) =>
      openAccounts()
        .where(({ ref }) =>
          hasLetters({ searchText: ref('searchText'), username: ref('username') }, letters),
        )
        .limit(MAX_FOUND)
        .execute(),
  };
}
