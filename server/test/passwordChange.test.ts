// Requests begun with a password that is changed meanwhile, by its owner or an administrator, fail.
import type { AccountWithPassword } from '@distansmote/shared/accountsApi.ts';
import { expect, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const OLD = 'a password for tests';
const NEW = 'en ny mening att minnas';
const { server } = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });

const from = (address: string, cookie = '') =>
  new Api(server, { 'X-Forwarded-For': address, cookie });

const signIn = (username: string, password: string, address: string) =>
  from(address).ask('POST', '/api/session', { username, password });

const cookiesOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/**
 * Sign-ins that wait for Argon2 with a password that was right when they arrived; the first has been answered. Enough of
 * them that some still wait when a busy machine reaches the next request.
 */
async function waitingWith(username: string, password: string, network: string) {
  const all = Array.from({ length: 30 }, (_, n) => signIn(username, password, `${network}.${n}`));
  await Promise.race(all);
  return { answers: () => Promise.all(all) };
}

test('a sign-in that waits with the old password while it is changed fails', async () => {
  await server.accounts.create('gunilla', OLD, 'staff');
  const { headers } = await signIn('gunilla', OLD, '203.0.113.1');
  const owner = from('203.0.113.1', cookiesOf(headers));
  const waiting = await waitingWith('gunilla', OLD, '198.51.100');
  // The owner's browser is known, and takes precedence.
  const body = { oldPassword: OLD, newPassword: NEW };
  expect((await owner.ask('PUT', '/api/accounts/own/password', body)).status).toBe(204);
  const answers = await waiting.answers();
  // Some succeeded before; the change has ended their sessions.
  for (const answer of answers) {
    const theirs = from('198.51.100.1', cookiesOf(answer.headers));
    expect((await theirs.ask('GET', '/api/session')).status).toBe(401);
  }
  expect(answers.map(({ status }) => status)).toContain(401);
  expect((await owner.ask('GET', '/api/session')).status).toBe(200);
});

test('a change by the owner that began before an administrator reset the password does not undo the reset', async () => {
  const admin = await server.signInAdmin();
  const { id } = await server.accounts.create('henrik', OLD, 'staff');
  const { headers } = await signIn('henrik', OLD, '203.0.113.2');
  const thief = from('203.0.113.2', cookiesOf(headers));
  const body = { oldPassword: OLD, newPassword: NEW };
  // Hashing the generated one starts first, and so ends while theirs is verified or hashed; on a busy machine theirs may
  // have ended before, and then the reset comes last.
  const reset = admin.ask<AccountWithPassword>('POST', `/api/accounts/${id}/password`);
  const change = thief.ask('PUT', '/api/accounts/own/password', body);
  expect((await reset).status).toBe(200);
  expect([204, 401, 403]).toContain((await change).status);
  const { password } = (await reset).body;
  expect((await signIn('henrik', NEW, '203.0.113.3')).status).toBe(401);
  expect((await signIn('henrik', password, '203.0.113.3')).status).toBe(200);
});

test('a sign-in that waits while the account is closed gets no session, even if it is reopened', async () => {
  const admin = await server.signInAdmin();
  const { id } = await server.accounts.create('ingrid', OLD, 'staff');
  const waiting = await waitingWith('ingrid', OLD, '198.51.101');
  await admin.ask('POST', `/api/accounts/${id}/close`);
  const answers = await waiting.answers();
  await admin.ask('POST', `/api/accounts/${id}/reopen`);
  for (const answer of answers) {
    const theirs = from('198.51.101.1', cookiesOf(answer.headers));
    expect((await theirs.ask('GET', '/api/session')).status).toBe(401);
  }
  expect(answers.map(({ status }) => status)).toContain(401);
});
