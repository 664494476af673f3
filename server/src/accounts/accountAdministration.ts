// What administrators do with accounts: list, close, reopen, change the role, reset the password.
import type {
  AccountDescription,
  AccountFilter,
  AccountPage,
  Role,
} from '@distansmote/shared/accountsApi.ts';
import type { Transaction } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { AccountRefused } from './accountRefused.ts';
import { hasLetters, searchTextOf } from './accountSearch.ts';
import { accountOfRow, normalizeUsername } from './accountStore.ts';
import { hashPassword } from './passwordHashing.ts';
import { generatePassword } from './passwords.ts';

interface AccountSearch {
  text: string;
  show: AccountFilter;
  offset: number;
  limit: number;
}

/** Each method throws AccountRefused: `accountUnknown`, and the codes given there. */
export interface AccountAdministration {
  /** Sorted by user name. */
  list(): Promise<AccountDescription[]>;
  /** Those with these letters in their username or name, sorted by name. */
  search(wanted: AccountSearch): Promise<AccountPage>;
  find(id: string): Promise<AccountDescription>;
  findByUsername(username: string): Promise<AccountDescription>;
  /** Ends all its sessions. @throws AccountRefused `lastAdministrator` */
  close(id: string): Promise<void>;
  reopen(id: string): Promise<void>;
  /** @param displayName may be empty. @throws AccountRefused `setByProvider` */
  rename(id: string, displayName: string): Promise<void>;
  /** @throws AccountRefused `lastAdministrator`, `setByProvider` */
  setRole(id: string, role: Role): Promise<void>;
  /** Ends all its sessions. @returns the new password, which is not stored. @throws AccountRefused `setByProvider` */
  resetPassword(id: string): Promise<string>;
}

type Row = Tables['accounts'];

const describe = (row: Row): AccountDescription => ({
  ...accountOfRow(row),
  createdAt: row.createdAt,
  closedAt: row.closedAt,
  lastSignInAt: row.lastSignInAt,
});

/** @throws AccountRefused `accountUnknown` */
function known(row: Row | undefined): Row {
  if (row === undefined) throw new AccountRefused('accountUnknown');
  return row;
}

export function createAccountAdministration(database: Database): AccountAdministration {
  /**
   * Runs `work` on an account. First writes to all open administrators, without changing them: the row locks serialize two
   * administrators who close each other, and the second sees that it would be the last.
   */
  function change(
    id: string,
    work: (transaction: Transaction<Tables>, row: Row) => Promise<void>,
  ): Promise<void> {
    return database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('accounts')
        .set({ role: 'administrator' })
        .where('role', '=', 'administrator')
        .where('closedAt', 'is', null)
        .execute();
      const found = transaction.selectFrom('accounts').selectAll().where('id', '=', id);
      await work(transaction, known(await found.executeTakeFirst()));
    });
  }

  /** @throws AccountRefused `lastAdministrator` */
  async function checkIsNotLast(transaction: Transaction<Tables>, row: Row): Promise<void> {
    if (row.role !== 'administrator' || row.closedAt !== null) return;
    const other = await transaction
      .selectFrom('accounts')
      .select('id')
      .where('role', '=', 'administrator')
      .where('closedAt', 'is', null)
      .where('id', '!=', row.id)
      .limit(1)
      .executeTakeFirst();
    if (other === undefined) throw new AccountRefused('lastAdministrator');
  }

  const update = (transaction: Transaction<Tables>, id: string, values: Partial<Row>) =>
    transaction.updateTable('accounts').set(values).where('id', '=', id).execute();
  const endSessions = (transaction: Transaction<Tables>, id: string) =>
    transaction.deleteFrom('sessions').where('accountId', '=', id).execute();
  const accounts = () => database.selectFrom('accounts').selectAll();

  return {
    list: async () => (await accounts().orderBy('username').execute()).map(describe),

    async search({ text, show, offset, limit }) {
      const found = database
        .selectFrom('accounts')
        .$if(show === 'administrators', (query) =>
          query.where('role', '=', 'administrator').where('closedAt', 'is', null),
        )
        .$if(show === 'closed', (query) => query.where('closedAt', 'is not', null))
        .$if(text !== '', (query) =>
          query.where(({ ref }) =>
            hasLetters({ searchText: ref('searchText'), username: ref('username') }, text),
          ),
        );
      const { total } = await found
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await found
        .selectAll()
        .orderBy('searchText')
        .orderBy('username')
        .offset(offset)
        .limit(limit)
        .execute();
      return { accounts: rows.map(describe), total };
    },

    find: async (id) => describe(known(await accounts().where('id', '=', id).executeTakeFirst())),

    async findByUsername(username) {
      const found = accounts().where('username', '=', normalizeUsername(username));
      return describe(known(await found.executeTakeFirst()));
    },

    close: (id) =>
      change(id, async (transaction, row) => {
        await checkIsNotLast(transaction, row);
        if (row.closedAt === null) {
          await update(transaction, id, { closedAt: new Date().toISOString() });
        }
        await endSessions(transaction, id);
      }),

    reopen: (id) =>
      change(id, async (transaction) => {
        await update(transaction, id, { closedAt: null });
      }),

    rename: (id, displayName) =>
      change(id, async (transaction, row) => {
        if (row.passwordHash === '') throw new AccountRefused('setByProvider');
        const searchText = searchTextOf({ ...row, displayName });
        await update(transaction, id, { displayName, searchText });
      }),

    setRole: (id, role) =>
      change(id, async (transaction, row) => {
        if (row.passwordHash === '') throw new AccountRefused('setByProvider');
        if (role !== 'administrator') await checkIsNotLast(transaction, row);
        await update(transaction, id, { role });
      }),

    async resetPassword(id) {
      const password = generatePassword();
      const passwordHash = await hashPassword(password);
      await change(id, async (transaction, row) => {
        if (row.passwordHash === '') throw new AccountRefused('setByProvider');
        await update(transaction, id, { passwordHash });
        await endSessions(transaction, id);
      });
      return password;
    },
  };
}
