// Staff accounts and their sessions. Stores Argon2id hashes of passwords, and SHA-256 hashes of session tokens.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@distansmote/shared/accountsApi.ts';
import type { Transaction } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { AccountRefused } from './accountRefused.ts';
import { searchTextOf } from './accountSearch.ts';
import { hashPassword, verifyPassword } from './passwordHashing.ts';

export interface Account {
  id: string;
  username: string;
  /** May be empty. */
  displayName: string;
  role: Role;
  /** False for an account of the identity provider. */
  hasPassword: boolean;
}

/** An account whose password was verified, with the hash it matched: later steps require that the hash is unchanged. */
export interface CheckedAccount extends Account {
  passwordHash: string;
}

export const SESSION_MS = 12 * 60 * 60 * 1000;
/** Maximum idle time, unless SESSION_IDLE_MINUTES is set. */
const IDLE_MS = 60 * 60 * 1000;
// Uses are recorded to the minute, so that not every use is a write.
const RECORD_USE_INTERVAL_MS = 60_000;

export interface AccountStore {
  isEmpty(): Promise<boolean>;
  /** @throws AccountRefused `usernameTaken` */
  create(username: string, password: string, role: Role, displayName?: string): Promise<Account>;
  /** Undefined when name or password is wrong or the account is closed; takes the same time in each case. */
  checkPassword(
    username: string,
    password: string,
    urgency?: 'urgent' | 'usual',
  ): Promise<CheckedAccount | undefined>;
  /** The user name as stored; undefined when there is no such account. */
  findUsername(username: string): Promise<string | undefined>;
  /** Ends all its sessions except that of `token`. @throws AccountRefused `changedMeanwhile` */
  changePassword(account: CheckedAccount, password: string, token: string): Promise<void>;
  /** @returns the token of a new session, for the cookie; only its hash is stored. @throws AccountRefused `changedMeanwhile` */
  openSession(account: Account | CheckedAccount): Promise<string>;
  /**
   * The account of a session; undefined when the session has ended or was idle for too long.
   * @param isUse whether it counts as used now: not for what a page asks by itself.
   */
  findBySession(token: string, isUse?: boolean): Promise<Account | undefined>;
  closeSession(token: string): Promise<void>;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** One spelling per name: keyboards produce different Unicode forms. */
export const normalizeUsername = (text: string) => text.trim().normalize('NFC').toLowerCase();

/** Leaves out what only the store needs. */
export function accountOfRow(
  row: Omit<Account, 'hasPassword'> & { passwordHash: string },
): Account {
  const { id, username, displayName, role, passwordHash } = row;
  return { id, username, displayName, role, hasPassword: passwordHash !== '' };
}

export function createAccountStore(database: Database, idleMs = IDLE_MS): AccountStore {
  const isoOf = (ms: number) => new Date(ms).toISOString();

  /**
   * Runs `work` if the account is still open and still has the password that was verified: verifying can take seconds in a
   * queue. Writes to the account without changing it, so that closing it or changing its password is serialized.
   * @throws AccountRefused `changedMeanwhile`
   */
  function ifUnchanged(
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

  // Verified against when there is no such account, so that a wrong name takes as long as a wrong password.
  const decoy = hashPassword(randomBytes(16).toString('hex'));

  return {
    async isEmpty() {
      return (
        (await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) ===
        undefined
      );
    },

    async create(username, password, role, displayName = '') {
      const names = { username: normalizeUsername(username), displayName };
      const row = {
        id: randomUUID() as string,
        ...names,
        searchText: searchTextOf(names),
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
      // An account without a password matches nothing: nobody knows the decoy's.
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
      await ifUnchanged(account, async (transaction) => {
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
      await ifUnchanged(account, async (transaction) => {
        await transaction.insertInto('sessions').values(session).execute();
        await transaction
          .updateTable('accounts')
          .set({ lastSignInAt: isoOf(now) })
          .where('id', '=', account.id)
          .execute();
      });
      return token;
    },

    async findBySession(token, isUse = true) {
      const now = Date.now();
      const row = await database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
        .selectAll('accounts')
        .select('sessions.usedAt')
        .where('sessions.tokenHash', '=', hashOf(token))
        .where('sessions.expiresAt', '>', isoOf(now))
        .where('sessions.usedAt', '>', isoOf(now - idleMs))
        // Closing an account deletes its sessions; this also covers a session opened at that moment.
        .where('accounts.closedAt', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      if (isUse && row.usedAt < isoOf(now - RECORD_USE_INTERVAL_MS)) {
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
