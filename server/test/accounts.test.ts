// Staff sign in with a password that nobody can read back; a session expires.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type Account,
  type AccountStore,
  type CheckedAccount,
  createAccountStore,
  SESSION_MS,
} from '../src/accounts/accountStore.ts';
import { createApiTokenStore } from '../src/accounts/apiTokenStore.ts';
import { migrations } from '../src/storage/migrations.ts';
import {
  openTestDatabase,
  type DatabaseSettings,
  newDatabase,
  readTable,
} from '@distansmote/testkit/database/databases.ts';

const PASSWORD = 'korrekt häst batteri';
let settings: DatabaseSettings;
let accounts: AccountStore;
let anna: Account;

beforeEach(async () => {
  settings = await newDatabase();
  accounts = createAccountStore(await openTestDatabase(settings), 2 * SESSION_MS);
  anna = await accounts.create('anna', PASSWORD, 'staff');
});
afterEach(() => void vi.useRealTimers());

const rows = (table: 'accounts' | 'sessions') => readTable(settings, table);

test('the right password signs in', async () => {
  expect(await accounts.checkPassword('anna', PASSWORD)).toMatchObject(anna);
  expect(await accounts.checkPassword('Anna', PASSWORD)).toMatchObject(anna);
  expect(anna).toMatchObject({ username: 'anna', role: 'staff', hasPassword: true });
});

test.each([
  ['anna', 'fel'],
  ['anna', ''],
  ['anna', `${PASSWORD} `],
  ['bo', PASSWORD],
  ['', ''],
  ["' OR 1=1 --", PASSWORD],
  ['anna\0', PASSWORD],
])('%j with %j does not', async (username, password) => {
  expect(await accounts.checkPassword(username, password)).toBeUndefined();
});

test('a store has accounts after the first is created', async () => {
  expect(await accounts.isEmpty()).toBe(false);
  const empty = await openTestDatabase(await newDatabase());
  expect(await createAccountStore(empty).isEmpty()).toBe(true);
});

test('a username is given to one account only', async () => {
  for (const name of ['anna', 'ANNA', ' anna ']) {
    await expect(accounts.create(name, 'another password', 'staff')).rejects.toThrow(
      'usernameTaken',
    );
  }
  expect(await rows('accounts')).toHaveLength(1);
});

test('a password is stored only as a salted Argon2id hash', async () => {
  await accounts.create('bo', PASSWORD, 'staff');
  const hashes = (await rows('accounts')).map((row) => row['passwordHash']);
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$/);
  expect(new Set(hashes).size).toBe(2);
  expect(JSON.stringify(await rows('accounts'))).not.toContain(PASSWORD);
});

test('a session belongs to its account until it is closed', async () => {
  const token = await accounts.openSession(anna);
  const other = await accounts.openSession(anna);
  expect(await accounts.findBySession(token)).toEqual(anna);
  await accounts.closeSession(token);
  expect(await accounts.findBySession(token)).toBeUndefined();
  expect(await accounts.findBySession(other)).toEqual(anna);
});

test('the database has no token, and what it has instead does not sign in', async () => {
  const token = await accounts.openSession(anna);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await rows('sessions'))).not.toContain(token);
  const [row] = await rows('sessions');
  expect(await accounts.findBySession(String(row?.['tokenHash']))).toBeUndefined();
});

test.each(['', 'x', "' OR 1=1 --"])('%j is not a session', async (token) => {
  await accounts.openSession(anna);
  expect(await accounts.findBySession(token)).toBeUndefined();
});

test('sessions and tokens from before the migration continue, and tokens keep their rights', async () => {
  const database = await openTestDatabase(settings);
  const boss = await accounts.create('boss', PASSWORD, 'administrator');
  const tokens = createApiTokenStore(database);
  const session = await accounts.openSession(boss);
  const { token } = await tokens.create({ name: 'Cosmic', scope: 'read', validDays: 1 }, boss);
  // The tables as they were then.
  for (const [table, column] of [
    ['sessions', 'usedAt'],
    ['apiTokens', 'scope'],
    ['apiTokens', 'expiresAt'],
  ] as const)
    await database.schema.alterTable(table).dropColumn(column).execute();
  for (const name of ['0010-session-use', '0010-token-scope'])
    await migrations[name]?.up(database as never);
  expect(await accounts.findBySession(session)).toEqual(boss);
  expect(await tokens.authenticate(token)).toMatchObject({ name: 'Cosmic', scope: 'manage' });
  expect(await tokens.list()).toMatchObject([{ scope: 'manage', expiresAt: null }]);
});

test('a session expires', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const token = await accounts.openSession(anna);
  vi.advanceTimersByTime(SESSION_MS - 1);
  expect(await accounts.findBySession(token)).toEqual(anna);
  vi.advanceTimersByTime(1);
  expect(await accounts.findBySession(token)).toBeUndefined();
  await accounts.openSession(anna);
  vi.advanceTimersByTime(1);
  await accounts.openSession(anna);
  expect(await rows('sessions')).toHaveLength(2);
});

/** With its current password. */
async function checked(password: string): Promise<CheckedAccount> {
  const account = await accounts.checkPassword('anna', password);
  if (account === undefined) throw new Error('the password is wrong');
  return account;
}

test('a changed password ends the other sessions, and the old one no longer signs in', async () => {
  const [mine, other] = [await accounts.openSession(anna), await accounts.openSession(anna)];
  await accounts.changePassword(await checked(PASSWORD), 'ett nytt och långt', mine);
  expect(await accounts.findBySession(mine)).toEqual(anna);
  expect(await accounts.findBySession(other)).toBeUndefined();
  expect(await accounts.checkPassword('anna', PASSWORD)).toBeUndefined();
  expect(await accounts.checkPassword('anna', 'ett nytt och långt')).toMatchObject(anna);
});

test('when a password change and a sign-in with the old password race, one of them fails', async () => {
  const before = await checked(PASSWORD);
  for (let round = 0; round < 10; round += 1) {
    const mine = await accounts.openSession(anna);
    const old = await checked(round === 0 ? PASSWORD : `nytt och långt ${round - 1}`);
    const [changed, opened] = await Promise.allSettled([
      accounts.changePassword(old, `nytt och långt ${round}`, mine),
      accounts.openSession(old),
    ]);
    expect(changed.status).toBe('fulfilled');
    if (opened.status === 'fulfilled')
      expect(await accounts.findBySession(opened.value)).toBeUndefined();
  }
  await expect(accounts.openSession(before)).rejects.toThrow('changedMeanwhile');
  await expect(accounts.changePassword(before, 'ett annat och långt', '')).rejects.toThrow(
    'changedMeanwhile',
  );
});
