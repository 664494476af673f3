// Staff accounts and their sessions: Argon2id for passwords, only hashes of session tokens.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Database } from '../storage/database.ts';

export interface Account {
  id: string;
  username: string;
  role: 'administrator' | 'staff';
}

export const SESSION_MS = 12 * 60 * 60 * 1000;

export interface AccountStore {
  isEmpty(): Promise<boolean>;
  create(username: string, password: string, role: Account['role']): Promise<Account>;
  /** Undefined whether the name or the password is wrong; takes as long in both cases. */
  check(username: string, password: string): Promise<Account | undefined>;
  /** A new session; the token is for the cookie and is kept nowhere. */
  openSession(account: Account): Promise<string>;
  ofSession(token: string): Promise<Account | undefined>;
  closeSession(token: string): Promise<void>;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function createAccountStore(database: Database): AccountStore {
  // Verified against when there is no such account, so that a wrong name costs what a wrong password does.
  const decoy = hash(randomBytes(16).toString('hex'));

  return {
    async isEmpty() {
      return (
        (await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) ===
        undefined
      );
    },

    async create(username, password, role) {
      const account = { id: randomUUID() as string, username, role };
      await database
        .insertInto('accounts')
        .values({
          ...account,
          passwordHash: await hash(password),
          createdAt: new Date().toISOString(),
        })
        .execute();
      return account;
    },

    async check(username, password) {
      const account = await database
        .selectFrom('accounts')
        .selectAll()
        .where('username', '=', username)
        .executeTakeFirst();
      const matches = await verify(account?.passwordHash ?? (await decoy), password);
      return account !== undefined && matches
        ? { id: account.id, username: account.username, role: account.role }
        : undefined;
    },

    async openSession(account) {
      const token = randomBytes(32).toString('base64url');
      const now = Date.now();
      await database
        .deleteFrom('sessions')
        .where('expiresAt', '<', new Date(now).toISOString())
        .execute();
      await database
        .insertInto('sessions')
        .values({
          tokenHash: hashOf(token),
          accountId: account.id,
          expiresAt: new Date(now + SESSION_MS).toISOString(),
        })
        .execute();
      return token;
    },

    ofSession: (token) =>
      database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
        .select(['accounts.id', 'accounts.username', 'accounts.role'])
        .where('tokenHash', '=', hashOf(token))
        .where('expiresAt', '>', new Date().toISOString())
        .executeTakeFirst(),

    async closeSession(token) {
      await database.deleteFrom('sessions').where('tokenHash', '=', hashOf(token)).execute();
    },
  };
}
