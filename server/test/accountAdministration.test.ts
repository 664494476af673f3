// Accounts are closed, reopened and changed, but an administrator always remains.
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type AccountAdministration,
  createAccountAdministration,
} from '../src/accounts/accountAdministration.ts';
import {
  type Account,
  type AccountStore,
  createAccountStore,
} from '../src/accounts/accountStore.ts';
import { createOidcAccounts, type OidcAccounts } from '../src/accounts/oidcAccounts.ts';
import { type AuditLog, createAuditLog } from '../src/audit/auditLog.ts';
import { FailedSignIns } from '../src/audit/failedSignIns.ts';
import { generatePassword, weaknessOf } from '../src/accounts/passwords.ts';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { migrations } from '../src/storage/migrations.ts';
import { auditEntries } from '@distansmote/testkit/server/auditEntries.ts';
import { newDatabase } from '@distansmote/testkit/database/databases.ts';

const PASSWORD = 'korrekt häst batteri';
let database: Database;
let accounts: AccountStore;
let administration: AccountAdministration;
let oidc: OidcAccounts;
let audit: AuditLog;
let admin: Account;
let anna: Account;

beforeEach(async () => {
  database = await openDatabase(await newDatabase());
  accounts = createAccountStore(database);
  administration = createAccountAdministration(database);
  audit = createAuditLog(database, () => undefined);
  oidc = createOidcAccounts(database, audit, new FailedSignIns(audit));
  admin = await accounts.create('admin', PASSWORD, 'administrator');
  anna = await accounts.create('anna', PASSWORD, 'staff', 'Anna Berg');
});
afterEach(() => database.destroy());

test('accounts are listed by name, without anything secret', async () => {
  const listed = await administration.list();
  for (const { createdAt } of listed) expect(createdAt).toMatch(/^\d{4}-/);
  expect(listed.map(({ createdAt, ...rest }) => createdAt && rest)).toEqual([
    { ...admin, closedAt: null, lastSignInAt: null },
    { ...anna, closedAt: null, lastSignInAt: null },
  ]);
  expect(anna).toMatchObject({ displayName: 'Anna Berg', role: 'staff' });
});

test('accounts are found by part of a name, in any case, a page at a time', async () => {
  const create = (username: string, displayName = '') =>
    accounts.create(username, PASSWORD, 'staff', displayName);
  await create('asa', 'Åsa Öberg');
  await create('a_b');
  const lars = await create('lars', 'Lars 50% Ek');
  const find = async (text: string, rest = {}) => {
    const wanted = { text, show: 'all' as const, offset: 0, limit: 10, ...rest };
    const { accounts: found, total } = await administration.search(wanted);
    return [...found.map(({ username }) => username), total];
  };
  expect(await find('')).toEqual(['a_b', 'admin', 'anna', 'lars', 'asa', 5]);
  // Åsa is not found by asa, nor the account asa by å.
  expect(await find('ås')).toEqual(['asa', 1]);
  expect(await find('åSA ö')).toEqual(['asa', 1]);
  expect(await find('A\u030asa')).toEqual(['asa', 1]);
  expect(await find('berg')).toEqual(['anna', 'asa', 2]);
  // Signs that SQL would take for any letters.
  expect(await find('_')).toEqual(['a_b', 1]);
  expect(await find('%')).toEqual(['lars', 1]);
  for (const letters of ['\\', "' or 1=1 --", '\0']) expect(await find(letters)).toEqual([0]);
  expect(await find('', { offset: 2, limit: 2 })).toEqual(['anna', 'lars', 5]);
  await administration.close(lars.id);
  expect(await find('', { show: 'closed' })).toEqual(['lars', 1]);
  expect(await find('', { show: 'administrators' })).toEqual(['admin', 1]);
});

test('a renamed account is found by its new name only', async () => {
  await administration.rename(anna.id, 'Anna Ek');
  expect(await administration.find(anna.id)).toMatchObject({ displayName: 'Anna Ek' });
  const totalOf = async (text: string) =>
    (await administration.search({ text, show: 'all', offset: 0, limit: 10 })).total;
  expect([await totalOf('anna ek'), await totalOf('anna berg')]).toEqual([1, 0]);
  const provided = await oidc.signIn(bo);
  if (typeof provided === 'string') throw new Error(provided);
  expect([await totalOf('bo ek'), await totalOf('bo asp')]).toEqual([1, 0]);
  await oidc.signIn({ ...bo, displayName: 'Bo Asp' });
  expect([await totalOf('bo ek'), await totalOf('bo asp')]).toEqual([0, 1]);
  await expect(administration.rename(provided.id, 'Mallory')).rejects.toThrow('setByProvider');
});

test('the last sign-in is known, and nothing else that somebody does changes it', async () => {
  const token = await accounts.openSession(anna);
  const { lastSignInAt } = await administration.find(anna.id);
  expect(lastSignInAt).toMatch(/^\d{4}-/);
  await accounts.findBySession(token);
  await accounts.closeSession(token);
  expect((await administration.find(anna.id)).lastSignInAt).toBe(lastSignInAt);
  expect((await administration.find(admin.id)).lastSignInAt).toBeNull();
});

test('accounts of an older version are searchable, with the last sign-in that the audit log has', async () => {
  await audit.record({ action: 'signedIn', actor: { kind: 'account', name: 'anna' } });
  await audit.record({ action: 'signedIn', actor: { kind: 'guest', name: 'admin' } });
  for (const column of ['searchText', 'lastSignInAt'])
    await database.schema.alterTable('accounts').dropColumn(column).execute();
  await migrations['0012-account-search']?.up(database as never);
  const { accounts: found } = await administration.search({
    text: 'anna BERG',
    show: 'all',
    offset: 0,
    limit: 10,
  });
  expect(found).toMatchObject([{ username: 'anna', lastSignInAt: expect.any(String) as string }]);
  expect(await administration.find(admin.id)).toMatchObject({ lastSignInAt: null });
});

test('a closed account has no sessions and gets none, until it is reopened', async () => {
  const token = await accounts.openSession(anna);
  await administration.close(anna.id);
  expect(await accounts.findBySession(token)).toBeUndefined();
  expect(await accounts.checkPassword('anna', PASSWORD)).toBeUndefined();
  // A session that was looked up before that moment.
  await expect(accounts.openSession(anna)).rejects.toThrow('changedMeanwhile');
  const { closedAt } = await administration.find(anna.id);
  await administration.close(anna.id);
  expect((await administration.find(anna.id)).closedAt).toBe(closedAt);
  await administration.reopen(anna.id);
  expect(await accounts.checkPassword('anna', PASSWORD)).toMatchObject(anna);
  expect(await accounts.findBySession(token)).toBeUndefined();
});

test('a reset password ends all sessions, and only the new one signs in', async () => {
  const token = await accounts.openSession(anna);
  const password = await administration.resetPassword(anna.id);
  expect(await accounts.findBySession(token)).toBeUndefined();
  expect(await accounts.checkPassword('anna', PASSWORD)).toBeUndefined();
  expect(await accounts.checkPassword('anna', password)).toMatchObject(anna);
});

test('a changed role applies to open sessions', async () => {
  const token = await accounts.openSession(anna);
  await administration.setRole(anna.id, 'administrator');
  expect(await accounts.findBySession(token)).toMatchObject({ role: 'administrator' });
});

test('the last open administrator can be neither closed nor demoted', async () => {
  await expect(administration.close(admin.id)).rejects.toThrow('lastAdministrator');
  await expect(administration.setRole(admin.id, 'staff')).rejects.toThrow('lastAdministrator');
  await administration.setRole(anna.id, 'administrator');
  await administration.close(admin.id);
  await expect(administration.close(anna.id)).rejects.toThrow('lastAdministrator');
  // A closed administrator may be changed.
  await administration.setRole(admin.id, 'staff');
  expect((await administration.find(anna.id)).closedAt).toBeNull();
});

test('of administrators who close each other at once, one is left', async () => {
  await administration.setRole(anna.id, 'administrator');
  const outcomes = await Promise.allSettled([
    administration.close(admin.id),
    createAccountAdministration(database).close(anna.id),
    administration.setRole(anna.id, 'staff'),
  ]);
  const open = (await administration.list()).filter(
    ({ role, closedAt }) => role === 'administrator' && closedAt === null,
  );
  expect(open).toHaveLength(1);
  // PostgreSQL may run them in either order.
  expect(outcomes.map(({ status }) => status)).toEqual(
    open[0]?.id === admin.id
      ? ['rejected', 'fulfilled', 'fulfilled']
      : ['fulfilled', 'rejected', 'rejected'],
  );
});

test('an account that does not exist is named in the error', async () => {
  for (const work of [
    () => administration.find('x'),
    () => administration.findByUsername('x'),
    () => administration.close('x'),
    () => administration.reopen('x'),
    () => administration.setRole('x', 'staff'),
    () => administration.rename('x', 'X'),
    () => administration.resetPassword('x'),
  ]) {
    await expect(work()).rejects.toThrow('accountUnknown');
  }
  expect(await administration.findByUsername('ANNA')).toMatchObject({ id: anna.id });
});

const bo = {
  subject: 'https://idp.example 42',
  username: 'bo',
  displayName: 'Bo Ek',
  role: 'staff',
} as const;

test('somebody from the identity provider is one account, updated from each sign-in', async () => {
  const first = await oidc.signIn(bo);
  expect(first).toMatchObject({ username: 'bo', displayName: 'Bo Ek', hasPassword: false });
  const later = await oidc.signIn({ ...bo, role: 'administrator', displayName: 'Bo Asp' });
  expect(later).toMatchObject({ username: 'bo', role: 'administrator', displayName: 'Bo Asp' });
  expect(await administration.list()).toHaveLength(3);
});

test('somebody who signs in twice at once for the first time is still one account', async () => {
  const all = await Promise.all([oidc.signIn(bo), oidc.signIn(bo), oidc.signIn(bo)]);
  expect(new Set(all.map((one) => (typeof one === 'string' ? one : one.id))).size).toBe(1);
});

test('the identity provider gives nobody the account of another, whatever name it claims', async () => {
  const impostor = await oidc.signIn({ ...bo, username: 'Admin' });
  expect(impostor).toMatchObject({ username: 'admin-2', role: 'staff' });
  const other = await oidc.signIn({ ...bo, username: 'admin', subject: 'https://idp.example 43' });
  expect(other).toMatchObject({ username: 'admin-3' });
  const elsewhere = await oidc.signIn({ ...bo, subject: 'https://other.example 42' });
  expect(elsewhere).toMatchObject({ username: 'bo' });
});

test('an account of the provider has no password, and its role comes from the provider', async () => {
  const account = await oidc.signIn(bo);
  if (typeof account === 'string') throw new Error(account);
  for (const password of ['', ' ', PASSWORD]) {
    expect(await accounts.checkPassword('bo', password)).toBeUndefined();
  }
  await expect(administration.resetPassword(account.id)).rejects.toThrow('setByProvider');
  await expect(administration.setRole(account.id, 'staff')).rejects.toThrow('setByProvider');
});

test('somebody without a role is signed out, and a closed account stays closed', async () => {
  const account = await oidc.signIn(bo);
  if (typeof account === 'string') throw new Error(account);
  const token = await accounts.openSession(account);
  expect(await oidc.signIn({ ...bo, role: undefined })).toBe('noRole');
  expect(await accounts.findBySession(token)).toBeUndefined();
  await administration.close(account.id);
  expect(await oidc.signIn({ ...bo, role: 'administrator' })).toBe('closed');
  expect(await administration.find(account.id)).toMatchObject({ role: 'staff' });
  expect(await oidc.signIn({ ...bo, subject: 'nobody', role: undefined })).toBe('noRole');
  expect(await administration.list()).toHaveLength(3);
});

test.each([
  ['elva tecken', 'passwordTooShort'],
  ['            ', 'passwordTooShort'],
  ['anna.berg@kalmar', 'passwordIsUsername'],
  ['ANNA.Berg@kalmar', 'passwordIsUsername'],
  ['Password1234', 'passwordTooCommon'],
  ['lösenord1234', 'passwordTooCommon'],
  ['aaaaaaaaaaaa', 'passwordTooCommon'],
  ['korrekt häst', undefined],
  ['en ganska lång mening utan siffror', undefined],
])('as a new password %j is %s', (password, weakness) => {
  expect(weaknessOf(password, 'anna.berg@kalmar')).toBe(weakness);
});

test('generated passwords are long, unique, and accepted as chosen ones', () => {
  const drawn = Array.from({ length: 500 }, generatePassword);
  for (const password of drawn) expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(new Set(drawn).size).toBe(500);
  expect(weaknessOf(generatePassword(), 'anna')).toBeUndefined();
});

test('claims from the provider are recorded only when they change', async () => {
  const karin = {
    subject: 'issuer|9',
    username: 'Karin',
    displayName: 'Karin',
    role: 'staff',
  } as const;
  await oidc.signIn(karin);
  await oidc.signIn(karin);
  await oidc.signIn({ ...karin, role: 'administrator' });
  await oidc.signIn({ ...karin, role: undefined });
  const by = { kind: 'identityProvider', name: '' };
  expect(await auditEntries(audit)).toMatchObject([
    { deed: 'roleChanged', by, about: 'karin', role: 'administrator' },
    { deed: 'accountCreated', by, about: 'karin', role: 'staff' },
  ]);
});
