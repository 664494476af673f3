// Staff accounts and their sessions: Argon2id for passwords, only hashes of session tokens.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@distansmote/shared/accountsApi.ts';
import type { Transaction } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { AccountRefused } from './accountRefused.ts';
import { hashPassword, verifyPassword } from './passwordHashing.ts';

export interface Account {
  id: string;
  username: string;
  /** Empty when none was given. */
  displayName: string;
  role: Role;
  /** False for one of the identity provider. */
  hasPassword: boolean;
}

/** With the hash that a password was found to fit: what is then done with it is done only while that is its hash. */
export interface CheckedAccount extends Account {
  passwordHash: string;
}

export const SESSION_MS = 12 * 60 * 60 * 1000;
/** Without use (SESSION_IDLE_MINUTES). */
const IDLE_MS = 60 * 60 * 1000;
// To the minute: each use need not be a write.
const USE_NOTED_MS = 60_000;

export interface AccountStore {
  isEmpty(): Promise<boolean>;
  /** @throws AccountRefused `usernameTaken` */
  create(username: string, password: string, role: Role, displayName?: string): Promise<Account>;
  /** Undefined whether the name or the password is wrong or the account closed; takes as long in each case. */
  checkPassword(
    username: string,
    password: string,
    urgency?: 'urgent' | 'usual',
  ): Promise<CheckedAccount | undefined>;
  /** As an account of that name is spelled; undefined where there is none. */
  findUsername(username: string): Promise<string | undefined>;
  /** Ends all its sessions but the one of `token`. @throws AccountRefused `changedMeanwhile` */
  changePassword(account: CheckedAccount, password: string, token: string): Promise<void>;
  /** A new session; the token is for the cookie and is kept nowhere. @throws AccountRefused `changedMeanwhile` */
  openSession(account: Account | CheckedAccount): Promise<string>;
  /** Whose it is, and that it is used now; undefined for one that has ended, also because it was not used for long. */
  findBySession(token: string): Promise<Account | undefined>;
  closeSession(token: string): Promise<void>;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** One spelling for each name, whatever the keyboard made of it. */
export const normalizeUsername = (text: string) => text.trim().normalize('NFC').toLowerCase();

/** An account without what only the store needs of it. */
export function accountOfRow(
  row: Omit<Account, 'hasPassword'> & { passwordHash: string },
): Account {
  const { id, username, displayName, role, passwordHash } = row;
  return { id, username, displayName, role, hasPassword: passwordHash !== '' };
}

export function createAccountStore(database: Database, idleMs = IDLE_MS): AccountStore {
  const isoOf = (ms: number) => new Date(ms).toISOString();

  /**
   * Does `work` where the account is open and has the password still that was checked: to verify one takes seconds while
   * many wait. The account is written to, to no effect, so that whoever closes it or changes the password takes turns.
   * @throws AccountRefused `changedMeanwhile`
   */
  function ifStill(
    account: Account | CheckedAccount,
    work: (transaction: Transaction<Tables>) => Promise<unknown>,
  ): Promise<void> {
    return database.transaction().execute(async (transaction) => {
      let open = transaction
        .updateTable('accounts')
        .set({ closedAt: null })
        .where('id', '=', account.id)
        .where('closedAt', 'is', null);
      if ('passwordHash' in account) open = open.where('passwordHash', '=', account.passwordHash);
      const found = await open.executeTakeFirst();
      if (found.numUpdatedRows === 0n) throw new AccountRefused('changedMeanwhile');
      await work(transaction);
    });
  }

  // Verified against when there is no such account, so that a wrong name costs what a wrong password does.
  const decoy = hashPassword(randomBytes(16).toString('hex'));

  return {
    async isEmpty() {
      return (
        (await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) ===
        undefined
      );
    },

    async create(username, password, role, displayName = '') {
      const row = {
        id: randomUUID() as string,
        username: normalizeUsername(username),
        displayName,
        passwordHash: await hashPassword(password),
        role,
        createdAt: new Date().toISOString(),
      };
      const made = await database
        .insertInto('accounts')
        .values(row)
        .onConflict((conflict) => conflict.column('username').doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 0n) throw new AccountRefused('usernameTaken');
      return accountOfRow(row);
    },

    async checkPassword(username, password, urgency = 'usual') {
      const row = await database
        .selectFrom('accounts')
        .selectAll()
        .where('username', '=', normalizeUsername(username))
        .executeTakeFirst();
      // Without a password nothing fits: the decoy's is known to nobody.
      const matches = await verifyPassword(row?.passwordHash || (await decoy), password, urgency);
      if (row === undefined || row.closedAt !== null || !matches) return undefined;
      return { ...accountOfRow(row), passwordHash: row.passwordHash };
    },

    async findUsername(username) {
      const found = await database
        .selectFrom('accounts')
        .select('username')
        .where('username', '=', normalizeUsername(username))
        .executeTakeFirst();
      return found?.username;
    },

    async changePassword(account, password, token) {
      const passwordHash = await hashPassword(password);
      await ifStill(account, async (transaction) => {
        await transaction
          .updateTable('accounts')
          .set({ passwordHash })
          .where('id', '=', account.id)
          .execute();
        await transaction
          .deleteFrom('sessions')
          .where('accountId', '=', account.id)
          .where('tokenHash', '!=', hashOf(token))
          .execute();
      });
    },

    async openSession(account) {
      const token = randomBytes(32).toString('base64url');
      const now = Date.now();
      await database
        .deleteFrom('sessions')
        .where(({ eb, or }) =>
          or([eb('expiresAt', '<', isoOf(now)), eb('usedAt', '<', isoOf(now - idleMs))]),
        )
        .execute();
      const session = {
        tokenHash: hashOf(token),
        accountId: account.id,
        expiresAt: isoOf(now + SESSION_MS),
        usedAt: isoOf(now),
      };
      await ifStill(account, (transaction) =>
        transaction.insertInto('sessions').values(session).execute(),
      );
      return token;
    },

    async findBySession(token) {
      const now = Date.now();
      const row = await database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
        .selectAll('accounts')
        .select('sessions.usedAt')
        .where('sessions.tokenHash', '=', hashOf(token))
        .where('sessions.expiresAt', '>', isoOf(now))
        .where('sessions.usedAt', '>', isoOf(now - idleMs))
        // Its sessions end with it; this holds also for one that was opened at that very moment.
        .where('accounts.closedAt', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      if (row.usedAt < isoOf(now - USE_NOTED_MS)) {
        const note = database.updateTable('sessions').set({ usedAt: isoOf(now) });
        await note.where('tokenHash', '=', hashOf(token)).execute();
      }
      return accountOfRow(row);
    },

    async closeSession(token) {
      await database.deleteFrom('sessions').where('tokenHash', '=', hashOf(token)).execute();
    },
  };
}
