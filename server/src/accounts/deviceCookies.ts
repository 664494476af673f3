// Device cookies (OWASP): by one, a browser that has signed in before is told from strangers.
import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Database } from '../storage/database.ts';
import { type Account, normalizeUsername } from './accountStore.ts';

export const DEVICE_MS = 180 * 24 * 60 * 60 * 1000;
/** A computer at work may have several users. */
const MAX_ACCOUNTS = 5;

export interface DeviceCookies {
  /**
   * The device that a cookie speaks for at an account; undefined where it is none, another account's, out of date, or
   * from before the password was changed.
   */
  deviceOf(cookie: string | undefined, username: string): Promise<string | undefined>;
  /** The same where nobody knows yet which account it will be. */
  deviceOfAny(cookie: string | undefined): Promise<string | undefined>;
  /** The same cookie with the account in it, to be set after a sign-in; undefined where there is none any more. */
  remember(cookie: string | undefined, account: Account): Promise<string | undefined>;
}

/** Of accounts of the identity provider, which have no password: after a start they are strangers until they sign in. */
const keyOfThisProcess = randomBytes(32);

// The password's hash, which nobody outside knows, is the key: a new password makes all devices strangers.
const signatureOf = (signed: string, passwordHash: string) =>
  createHmac('sha256', passwordHash === '' ? keyOfThisProcess : passwordHash)
    .update(`device ${signed}`)
    .digest('base64url');

/** `account.expiry.device.signature` for each account, with `~` between; the newest first. */
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

/** Whatever does not look like one is left behind: it goes back into a header. */
const entriesOf = (cookie: string) =>
  cookie
    .split('~')
    .filter((entry) => /^[\w-]{36}\.\d{1,16}\.[\w-]{22}\.[\w-]{43}$/.test(entry))
    .slice(0, MAX_ACCOUNTS);
