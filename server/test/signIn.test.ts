// Signing in and out: a cookie that scripts cannot read, and a limited number of attempts for everybody.
import { expect, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const PASSWORD = 'a password for tests';
/** Wrong passwords in five minutes: per account and address, per address, and per account. */
const TRIES = { pair: 10, address: 30, account: 50 };
// Each test comes from its own address, so that none uses up another's attempts.
const { server } = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });

function signIn(body: unknown, from: string, headers: Record<string, string> = {}) {
  return fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const whoAmI = (cookie: string) => fetch(`${server.url}/api/session`, { headers: { cookie } });
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

test('the right password opens a session, and signing out closes it', async () => {
  const answer = await signIn({ username: 'admin', password: PASSWORD }, '198.51.100.1');
  expect(answer.status).toBe(200);
  const admin = { username: 'admin', displayName: '', role: 'administrator', hasPassword: true };
  expect(await answer.json()).toEqual(admin);
  const cookie = cookieOf(answer);
  expect(await (await whoAmI(cookie)).json()).toEqual(admin);

  const out = await fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { cookie } });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toMatch(/^session=;/);
  expect((await whoAmI(cookie)).status).toBe(401);
});

test('the cookie is for this site only, and not for scripts', async () => {
  const answer = await signIn({ username: 'admin', password: PASSWORD }, '198.51.100.2');
  const flags = answer.headers.getSetCookie()[0]?.split('; ') ?? [];
  expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
  expect(flags.some((flag) => flag.startsWith('Max-Age='))).toBe(true);
  expect(flags).not.toContain('Secure');
});

test('with HTTPS, also if a proxy terminates it, the cookie is for HTTPS and this host only', async () => {
  const https = { 'X-Forwarded-Proto': 'https' };
  const answer = await signIn({ username: 'admin', password: PASSWORD }, '198.51.100.3', https);
  const set = answer.headers.getSetCookie();
  expect(set.map((line) => line.split('=')[0])).toEqual(['__Host-session', '__Host-device']);
  for (const line of set) {
    const flags = line.split('; ');
    expect(flags).toEqual(
      expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']),
    );
    expect(line).not.toContain('Domain');
  }
  const cookie = cookieOf(answer);
  // Without the prefix it may have been planted by another host of the site, or over HTTP.
  const planted = cookie.replace('__Host-', '');
  const { callId } = await server.makeSpace();
  for (const [sent, isIn] of [
    [cookie, true],
    [planted, false],
    [`${planted}; __Host-session=x`, false],
  ] as const) {
    const headers = { cookie: sent, ...https };
    const asked = await fetch(`${server.url}/api/session`, { headers });
    expect(asked.status, sent).toBe(isIn ? 200 : 401);
    const page = await Page.open(server, { extraHeaders: headers });
    expect(await page.enter(callId, 'Karin'), sent).toMatchObject({ isConvener: isIn });
    page.close();
  }
  // Over HTTP a browser has no such cookie.
  expect((await whoAmI(cookie)).status).toBe(401);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
});

test('signing in closes the previous session', async () => {
  const credentials = { username: 'admin', password: PASSWORD };
  const former = cookieOf(await signIn(credentials, '198.51.100.4'));
  const later = cookieOf(await signIn(credentials, '198.51.100.4', { cookie: former }));
  expect((await whoAmI(former)).status).toBe(401);
  expect((await whoAmI(later)).status).toBe(200);
});

test('a session planted in a browser is never the one that gets signed in', async () => {
  const planted = 'session=planted-by-somebody-else';
  const answer = await signIn({ username: 'admin', password: PASSWORD }, '198.51.100.12', {
    cookie: planted,
  });
  expect(cookieOf(answer)).not.toBe(planted);
  expect((await whoAmI(planted)).status).toBe(401);
  expect((await whoAmI(cookieOf(answer))).status).toBe(200);
});

test.each([
  ['another site', 'https://evil.example'],
  ['another port of this host', 'http://127.0.0.1:1'],
  ['a sandboxed page', 'null'],
  ['nonsense', 'x'],
])('%s signs nobody in or out, even with the cookie', async (_, origin) => {
  const right = { username: 'admin', password: PASSWORD };
  const cookie = cookieOf(await signIn(right, '198.51.100.13'));
  const forged = await signIn(right, '198.51.100.13', { origin });
  expect(forged.status).toBe(403);
  expect(await forged.json()).toMatchObject({ title: 'foreignOrigin' });
  expect(forged.headers.getSetCookie()).toEqual([]);
  for (const [method, path] of [
    ['DELETE', '/api/session'],
    ['POST', '/api/spaces'],
    ['PUT', '/api/accounts/own/password'],
  ] as const) {
    const answer = await fetch(server.url + path, { method, headers: { cookie, origin } });
    expect(answer.status, path).toBe(403);
  }
  expect((await whoAmI(cookie)).status).toBe(200);
});

test('our own page signs in and out, from the origin under which it was requested', async () => {
  const answer = await signIn({ username: 'admin', password: PASSWORD }, '198.51.100.14', {
    origin: server.url,
  });
  expect(answer.status).toBe(200);
});

test('a wrong password and an unknown name get the same refusal', async () => {
  const wrong = await signIn({ username: 'admin', password: 'wrong' }, '198.51.100.5');
  const unknown = await signIn({ username: 'nobody', password: PASSWORD }, '198.51.100.5');
  expect(wrong.status).toBe(401);
  expect(wrong.headers.getSetCookie()).toEqual([]);
  expect(unknown.status).toBe(401);
  expect(await unknown.json()).toEqual(await wrong.json());
});

test.each<[string, unknown]>([
  ['no body', ''],
  ['no JSON', '{'],
  ['null', null],
  ['a list', []],
  ['no password', { username: 'admin' }],
  ['a number', { username: 'admin', password: 1 }],
  ['an empty name', { username: '', password: PASSWORD }],
  ['an endless password', { username: 'admin', password: 'x'.repeat(1001) }],
  ['a field too many', { username: 'admin', password: PASSWORD, role: 'administrator' }],
  ['a prototype', '{"username":"admin","password":"x","__proto__":{"a":1}}'],
])('%s is invalid', async (_, body) => {
  const answer = await signIn(body, '198.51.100.6');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ title: 'invalid' });
});

test.each(['session=', 'session=x', 'session=%00', 'nothing', ''])(
  'the cookie %j signs nobody in',
  async (cookie) => {
    const answer = await whoAmI(cookie);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ title: 'notSignedIn' });
  },
);

test('too many attempts from one address have to wait', async () => {
  const from = '198.51.100.7';
  for (let attempt = 0; attempt < TRIES.address; attempt += 1) {
    const answer = await signIn({ username: `name${attempt}`, password: 'wrong' }, from);
    expect(answer.status).toBe(401);
  }
  const limited = await signIn({ username: 'admin', password: PASSWORD }, from);
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('concurrent attempts cannot exceed the budget', async () => {
  const from = '198.51.100.8';
  const tries = Array.from({ length: TRIES.pair * 4 }, () =>
    signIn({ username: 'together', password: 'wrong' }, from),
  );
  const statuses = (await Promise.all(tries)).map((answer) => answer.status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(TRIES.pair);
  expect(statuses.filter((status) => status === 429)).toHaveLength(TRIES.pair * 3);
});

test('somebody who forgets a password is stopped alone: others still sign in to the same account', async () => {
  for (let attempt = 0; attempt < TRIES.pair; attempt += 1) {
    const answer = await signIn({ username: 'admin', password: 'wrong' }, '198.51.100.9');
    expect(answer.status).toBe(401);
  }
  const right = { username: 'admin', password: PASSWORD };
  expect((await signIn(right, '198.51.100.9')).status).toBe(429);
  expect((await signIn(right, '198.51.100.10')).status).toBe(200);
});

test('guesses at one account are limited across many addresses', async () => {
  const at = (attempt: number) => `198.51.101.${attempt}`;
  for (let attempt = 0; attempt < TRIES.account; attempt += 1) {
    const answer = await signIn({ username: 'clara', password: 'wrong' }, at(attempt));
    expect(answer.status).toBe(401);
  }
  expect((await signIn({ username: 'CLARA', password: 'wrong' }, at(199))).status).toBe(429);
});

test.each([
  ['NFC', 'NFD'],
  ['NFD', 'NFC'],
])('a password chosen in %s signs in when typed in %s', async (chosen, typed) => {
  const password = 'Åsa önskar häggmispel';
  const username = `sign${chosen}`.toLowerCase();
  await server.accounts.create(username, password.normalize(chosen), 'staff');
  const answer = await signIn({ username, password: password.normalize(typed) }, '198.51.100.20');
  expect(answer.status).toBe(200);
});

test('the whole password counts: after a NUL, and each of a thousand characters', async () => {
  for (const [n, password] of [`lang fras\0 att minnas`, 'ö'.repeat(999) + 'x'].entries()) {
    const username = `all${n}`;
    await server.accounts.create(username, password, 'staff');
    const right = { username, password };
    expect((await signIn(right, '198.51.100.21')).status).toBe(200);
    const wrong = { username, password: `${password.slice(0, -1)}å` };
    expect((await signIn(wrong, '198.51.100.21')).status).toBe(401);
  }
});
