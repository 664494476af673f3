// Device cookies (OWASP): tell a browser that has signed in before from an unknown one.
import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Database } from '../storage/database.ts';
import { type Account, normalizeUsername } from './accountStore.ts';

export const DEVICE_MS = 180 * 24 * 60 * 60 * 1000;
/** Several people may share a computer. */
const MAX_ACCOUNTS = 5;

export interface DeviceCookies {
  /**
   * The device that the cookie identifies for this account; undefined when the cookie is invalid, expired, another
   * account's, or older than the last password change.
   */
  deviceOf(cookie: string | undefined, username: string): Promise<string | undefined>;
  /** The same before the account is known. */
  deviceOfAny(cookie: string | undefined): Promise<string | undefined>;
  /** The cookie with this account added, to be set after a sign-in; undefined when the account is gone. */
  remember(cookie: string | undefined, account: Account): Promise<string | undefined>;
}

/** For accounts of the identity provider, which have no password: their browsers are unknown again after a restart. */
const keyOfThisProcess = randomBytes(32);

// The key is the password's hash, which never leaves the server: a new password invalidates all device cookies.
const signatureOf = (signed: string, passwordHash: string) =>
  createHmac('sha256', passwordHash === '' ? keyOfThisProcess : passwordHash)
    .update(`device ${signed}`)
    .digest('base64url');

/** The cookie is `account.expiry.device.signature` per account, joined by `~`, newest first. */
export function createDeviceCookies(database: Database): DeviceCookies {
  const find = (column: 'id' | 'username', value: string) =>
    database
      .selectFrom('accounts')
      .select(['id', 'passwordHash'])
      .where(column, '=', value)
      .executeTakeFirst();

  function deviceIn(
    entry: string,
    account: { id: string; passwordHash: string } | undefined,
  ): string | undefined {
    const [id, expiry = '', device, signature = ''] = entry.split('.');
    if (account === undefined || id !== account.id || !(Number(expiry) > Date.now()))
      return undefined;
    const wanted = signatureOf(`${id}.${expiry}.${device}`, account.passwordHash);
    return isSameSecret(signature, wanted) ? device : undefined;
  }

  return {
    async deviceOf(cookie, username) {
      const entries = entriesOf(cookie ?? '');
      if (entries.length === 0) return undefined;
      const account = await find('username', normalizeUsername(username));
      return entries
        .map((entry) => deviceIn(entry, account))
        .find((device) => device !== undefined);
    },

    async deviceOfAny(cookie) {
      for (const entry of entriesOf(cookie ?? '')) {
        const [id = ''] = entry.split('.');
        const device = deviceIn(entry, await find('id', id));
        if (device !== undefined) return device;
      }
      return undefined;
    },

    async remember(cookie, { id }) {
      const account = await find('id', id);
      if (account === undefined) return undefined;
      const signed = `${id}.${Date.now() + DEVICE_MS}.${randomBytes(16).toString('base64url')}`;
      const others = entriesOf(cookie ?? '').filter((entry) => !entry.startsWith(`${id}.`));
      return [`${signed}.${signatureOf(signed, account.passwordHash)}`, ...others]
        .slice(0, MAX_ACCOUNTS)
        .join('~');
    },
  };
}

/** Anything malformed is dropped, because the value goes back into a header. */
const entriesOf = (cookie: string) =>
  cookie
    .split('~')
    .filter((entry) => /^[\w-]{36}\.\d{1,16}\.[\w-]{22}\.[\w-]{43}$/.test(entry))
    .slice(0, MAX_ACCOUNTS);
