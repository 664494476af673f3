// Accounts and API tokens over HTTP: for administrators only, and secrets are shown once.
import type {
  AccountDescription,
  AccountWithPassword,
  ApiTokenDescription,
  ApiTokenWithSecret,
} from '@distansmote/shared/accountsApi.ts';
import { expect, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server } = await sharedServer({ API_TOKEN: 'token-for-tests' });
const admin = await server.signInAdmin();

async function makeAccount(username: string, role = 'staff'): Promise<AccountWithPassword> {
  const made = await admin.ask<AccountWithPassword>('POST', '/api/accounts', { username, role });
  expect(made.status).toBe(201);
  return made.body;
}

/** The same account, once somebody has signed in to it. */
const signedIn = (account: AccountDescription) => ({
  ...account,
  lastSignInAt: expect.any(String) as string,
});

test('an administrator creates an account; its password signs in, and appears in no other response', async () => {
  const { status, headers, body } = await admin.ask<AccountWithPassword>('POST', '/api/accounts', {
    username: ' Anna.Berg ',
    displayName: ' Anna Berg ',
  });
  expect(status).toBe(201);
  const { account, password } = body;
  expect(account).toMatchObject({ username: 'anna.berg', displayName: 'Anna Berg', role: 'staff' });
  expect(headers.get('location')).toBe(`/api/accounts/${account.id}`);
  const anna = await Api.signIn(server, 'anna.berg', password);
  expect((await anna.ask('GET', '/api/session')).body).toEqual({
    username: 'anna.berg',
    displayName: 'Anna Berg',
    role: 'staff',
    hasPassword: true,
  });
  const listed = await admin.ask<AccountDescription[]>('GET', '/api/accounts');
  expect(listed.body).toContainEqual(signedIn(account));
  expect(JSON.stringify(listed.body)).not.toMatch(/argon2|passwordHash/);
  expect(JSON.stringify(listed.body)).not.toContain(password);
});

test('a username that is taken is refused with its own title', async () => {
  const { status, body } = await admin.ask('POST', '/api/accounts', { username: 'ADMIN' });
  expect([status, body]).toEqual([409, expect.objectContaining({ title: 'usernameTaken' })]);
});

test.each<[string, unknown]>([
  ['no name', {}],
  ['an empty name', { username: '  ' }],
  ['a name with a space', { username: 'anna berg' }],
  ['a name with a tag', { username: '<b>' }],
  ['a name with a bidi mark', { username: 'an\u202ena' }],
  ['a shown name with a line break', { username: 'x', displayName: 'A\nB' }],
  ['an unknown role', { username: 'x', role: 'root' }],
  ['a password of its own', { username: 'x', password: 'chosen by us' }],
])('%s creates no account', async (_, body) => {
  const answer = await admin.ask('POST', '/api/accounts', body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ title: 'invalid' });
});

const forAdministrators: [string, string, object?][] = [
  ['GET', '/api/accounts'],
  ['POST', '/api/accounts', { username: 'mallory', role: 'administrator' }],
  ['GET', '/api/accounts/ID'],
  ['POST', '/api/accounts/ID/close'],
  ['POST', '/api/accounts/ID/reopen'],
  ['POST', '/api/accounts/ID/password'],
  ['PUT', '/api/accounts/ID/role', { role: 'administrator' }],
  ['PUT', '/api/accounts/ID/name', { displayName: 'Mallory' }],
  ['POST', '/api/accounts/search', {}],
  ['GET', '/api/api-tokens'],
  ['POST', '/api/api-tokens', { name: 'mine' }],
  ['DELETE', '/api/api-tokens/ID'],
  ['GET', '/api/nodes'],
  ['POST', '/api/nodes/ID/drain'],
  ['DELETE', '/api/nodes/ID/drain'],
];
test.each(forAdministrators)('%s %s is for administrators only', async (method, path, body) => {
  const username = `u${forAdministrators.findIndex((one) => one[0] === method && one[1] === path)}`;
  const { account, password } = await makeAccount(username);
  const target = path.replace('ID', account.id);
  const staff = await Api.signIn(server, username, password);
  const refused = await staff.ask(method, target, body);
  expect([refused.status, refused.body]).toEqual([
    403,
    expect.objectContaining({ title: 'notAdministrator' }),
  ]);
  const token = new Api(server, { Authorization: 'Bearer token-for-tests' });
  for (const stranger of [new Api(server), token]) {
    expect((await stranger.ask(method, target, body)).status).toBe(401);
  }
  const after = await admin.ask('GET', `/api/accounts/${account.id}`);
  expect(after.body).toEqual(signedIn(account));
});

test('accounts are searched and renamed; the audit log has the new name', async () => {
  const { account } = await makeAccount('renamed');
  const path = `/api/accounts/${account.id}/name`;
  const renamed = await admin.ask('PUT', path, { displayName: ' Karin Ek ' });
  expect(renamed.body).toEqual({ ...account, displayName: 'Karin Ek' });
  expect((await admin.ask('POST', '/api/accounts/search', { text: 'karin' })).body).toEqual({
    accounts: [renamed.body],
    total: 1,
  });
  for (const displayName of ['x'.repeat(101), 'A\nB', '\u202e', 1, undefined])
    expect((await admin.ask('PUT', path, { displayName })).status).toBe(400);
  expect(await actionsOf(server.audit, 'Karin Ek')).toEqual([
    'accountRenamed account:admin renamed Karin Ek',
  ]);
});

test.each([
  { offset: -1 },
  { limit: 0 },
  { limit: 101 },
  { show: 'open' },
  { x: 1 },
  { text: ['a'] },
])('a search with %j is refused', async (search) => {
  expect((await admin.ask('POST', '/api/accounts/search', search)).status).toBe(400);
});

test('a closed account is signed out at once, and can sign in when it is reopened', async () => {
  const { account, password } = await makeAccount('closing');
  const closing = await Api.signIn(server, 'closing', password);
  const closed = await admin.ask<AccountDescription>('POST', `/api/accounts/${account.id}/close`);
  expect(closed.status).toBe(200);
  expect(closed.body.closedAt).toMatch(/^\d{4}-/);
  expect((await closing.ask('GET', '/api/spaces')).status).toBe(401);
  const credentials = { username: 'closing', password };
  const told = await new Api(server).ask('POST', '/api/session', credentials);
  const unknown = { username: 'nobody-of-that-name', password };
  expect(told.status).toBe(401);
  // Reveals neither that the account exists, nor that it is closed.
  expect(told.body).toEqual((await new Api(server).ask('POST', '/api/session', unknown)).body);
  const reopened = await admin.ask('POST', `/api/accounts/${account.id}/reopen`);
  expect(reopened.body).toEqual(signedIn(account));
  await Api.signIn(server, 'closing', password);
});

test.each(['closed', 'signed out', 'no administrator any more'])(
  'in the middle of a meeting, a convener who is %s loses their rights',
  async (how) => {
    const username = `leader-${how.replaceAll(' ', '-')}`;
    const { account, password } = await makeAccount(username, 'administrator');
    const leader = await Api.signIn(server, username, password);
    const { id, callId } = await server.makeSpace();
    const page = await Page.open(server, { extraHeaders: { cookie: leader.cookie } });
    expect(await page.enter(callId, 'Leder')).toMatchObject({ isConvener: true });
    if (how === 'closed') await admin.ask('POST', `/api/accounts/${account.id}/close`);
    else if (how === 'signed out') await leader.ask('DELETE', '/api/session');
    else await admin.ask('PUT', `/api/accounts/${account.id}/role`, { role: 'staff' });

    const guest = await Page.open(server);
    await server.spaces.change(id, { lobby: 'everybody' });
    await guest.knock(callId, 'Lars');
    expect(await guest.waitForNotice('convenerPresenceChanged')).toEqual({
      isConvenerThere: false,
    });
    expect(page.noticeNames, 'not told who knocks').not.toContain('lobbyChanged');
    expect(await page.expectRefusal('endMeeting', {})).toEqual({ code: 'notConvener' });
    for (const one of [page, guest]) one.close();
  },
);

test('the last administrator can be neither closed nor demoted', async () => {
  const accounts = (await admin.ask<AccountDescription[]>('GET', '/api/accounts')).body;
  const self = accounts.find(({ username }) => username === 'admin');
  for (const { id, role } of accounts) {
    if (role === 'administrator' && id !== self?.id) {
      await admin.ask('POST', `/api/accounts/${id}/close`);
    }
  }
  const closing = await admin.ask('POST', `/api/accounts/${self?.id}/close`);
  const demotion = await admin.ask('PUT', `/api/accounts/${self?.id}/role`, { role: 'staff' });
  for (const { status, body } of [closing, demotion]) {
    expect([status, body]).toEqual([409, expect.objectContaining({ title: 'lastAdministrator' })]);
  }
});

test.each(['x', "' OR 1=1 --", '__proto__', 'own'])('%j is not an account', async (id) => {
  const { status, body } = await admin.ask('POST', `/api/accounts/${id}/close`);
  expect([status, body]).toEqual([404, expect.objectContaining({ title: 'accountUnknown' })]);
});

test('staff change their own password with the old one; their other sessions end', async () => {
  const { password } = await makeAccount('changing');
  const [here, there] = [
    await Api.signIn(server, 'changing', password),
    await Api.signIn(server, 'changing', password),
  ];
  const change = (oldPassword: string, newPassword: string) =>
    here.ask('PUT', '/api/accounts/own/password', { oldPassword, newPassword });
  const next = 'en ny mening att minnas';
  for (const [old, wanted, status, title] of [
    ['fel', next, 403, 'passwordWrong'],
    [password, 'kort', 400, 'passwordTooShort'],
    [password, 'password1234', 400, 'passwordTooCommon'],
    ['', next, 400, 'invalid'],
  ] as const) {
    const refused = await change(old, wanted);
    expect([refused.status, refused.body]).toEqual([status, expect.objectContaining({ title })]);
  }
  expect((await there.ask('GET', '/api/session')).status).toBe(200);
  expect((await change(password, next)).status).toBe(204);
  expect((await here.ask('GET', '/api/session')).status).toBe(200);
  expect((await there.ask('GET', '/api/session')).status).toBe(401);
  await Api.signIn(server, 'changing', next);
  await expect(Api.signIn(server, 'changing', password)).rejects.toThrow('401');
});

test('the old password cannot be guessed from a session that was left open', async () => {
  const { password } = await makeAccount('guessed');
  const open = await Api.signIn(server, 'guessed', password);
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries += 1) {
    const change = { oldPassword: `fel ${tries}`, newPassword: 'en ny mening att minnas' };
    statuses.push((await open.ask('PUT', '/api/accounts/own/password', change)).status);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
  expect(statuses[10]).toBe(429);
});

test('a token reads and creates spaces until it is revoked', async () => {
  const made = await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', { name: 'Cosmic' });
  expect(made.status).toBe(201);
  const { token, ...description } = made.body;
  expect(token).toMatch(/^distansmote_[\w-]{43}$/);
  expect(description).toMatchObject({ name: 'Cosmic', createdBy: 'admin', lastUsedAt: null });
  const system = new Api(server, { Authorization: `Bearer ${token}` });
  expect((await system.ask('POST', '/api/spaces', { name: 'Möte' })).status).toBe(201);
  const listed = await admin.ask<ApiTokenDescription[]>('GET', '/api/api-tokens');
  const lastUsedAt = listed.body[0]?.lastUsedAt;
  expect(lastUsedAt).toMatch(/^\d{4}-/);
  expect(listed.body).toEqual([{ ...description, lastUsedAt }]);
  expect(JSON.stringify(listed.body)).not.toContain(token);

  const revoke = () => admin.ask('DELETE', `/api/api-tokens/${description.id}`);
  expect((await revoke()).status).toBe(204);
  expect((await system.ask('GET', '/api/spaces')).status).toBe(401);
  expect((await revoke()).body).toMatchObject({ status: 404, title: 'apiTokenUnknown' });
  expect((await admin.ask('GET', '/api/api-tokens')).body).toEqual([]);
});

test('API_TOKEN works alongside them', async () => {
  const system = new Api(server, { Authorization: 'Bearer token-for-tests' });
  expect((await system.ask('GET', '/api/spaces')).status).toBe(200);
});

test.each([{}, { name: '' }, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'a\u0000' }])(
  '%j creates no token',
  async (body) => {
    expect((await admin.ask('POST', '/api/api-tokens', body)).status).toBe(400);
  },
);

// Last, since afterwards API_TOKEN is not checked for this address for a while.
test('API_TOKEN cannot be guessed, and guessing does not lock out other systems behind the same address', async () => {
  const made = await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', { name: 'Cosmic' });
  const system = new Api(server, { Authorization: `Bearer ${made.body.token}` });
  const statuses: number[] = [];
  for (let tries = 0; tries < 21; tries += 1) {
    const guess = new Api(server, { Authorization: `Bearer distansmote_${tries}` });
    statuses.push((await guess.ask('GET', '/api/spaces')).status);
  }
  expect(statuses.at(0)).toBe(401);
  expect(statuses.at(-1)).toBe(429);
  expect((await system.ask('GET', '/api/spaces')).status).toBe(200);
  // People choose API_TOKEN, so it can be guessed.
  const chosen = new Api(server, { Authorization: 'Bearer token-for-tests' });
  expect((await chosen.ask('GET', '/api/spaces')).status).toBe(429);
});
