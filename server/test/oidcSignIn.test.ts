// Sign-in with a real identity provider: the whole round trip, and every detour that must not sign anybody in.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { Browser } from '@distansmote/testkit/browser/userAgent.ts';
import {
  CLIENT,
  type IdentityProvider,
  startIdentityProvider,
} from '@distansmote/testkit/identityProvider/identityProvider.ts';
import { passProvider as passProviderFrom } from '@distansmote/testkit/identityProvider/passProvider.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

let provider: IdentityProvider;
let server: TestServer;
let admin: Api;
const oidcSettings = () => ({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_ADMIN_VALUE: 'admins',
  OIDC_STAFF_VALUE: 'nurses',
  OIDC_NAME: 'Region Kalmar',
});

beforeAll(async () => {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(`${url}/api/session/oidc/callback`);
  server = await startTestServer({ PORT: port, PUBLIC_URL: url, ...oidcSettings() });
  admin = await server.signInAdmin();
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.people['karin'] = {
    preferred_username: 'Karin',
    name: 'Karin Åberg',
    groups: ['nurses', 'others'],
  };
});

const start = () => `${server.url}/api/session/oidc`;

/** Signs in at the provider, up to the redirect back to us. */
const passProvider = (browser: Browser, who: string): Promise<URL> =>
  passProviderFrom(browser, start(), who);

/** Where the browser ends up. */
async function signIn(browser: Browser, who: string): Promise<string> {
  const { url } = await browser.follow(await passProvider(browser, who), {
    from: provider.issuer,
  });
  return url.pathname + url.search;
}

async function whoAmI(browser: Browser): Promise<unknown> {
  const answer = await browser.get(`${server.url}/api/session`);
  return answer.status === 200 ? answer.json() : answer.status;
}

const accountNamed = async (username: string) =>
  (await admin.ask<AccountDescription[]>('GET', '/api/accounts')).body.find(
    (account) => account.username === username,
  );

test('the sign-in page learns of the provider', async () => {
  const ways = await admin.ask('GET', '/api/session/ways');
  expect(ways.body).toEqual({ oidc: { name: 'Region Kalmar' } });
});

test('a member of staff signs in, and is the same account the next time', async () => {
  const browser = new Browser();
  expect(await signIn(browser, 'karin')).toBe('/spaces');
  expect(await whoAmI(browser)).toEqual({
    username: 'karin',
    displayName: 'Karin Åberg',
    role: 'staff',
    hasPassword: false,
  });
  expect(browser.cookie(server.url, 'session')?.flags).toMatch(/HttpOnly.*SameSite=Strict/);
  expect(browser.cookie(server.url, 'oidc')).toBeUndefined();
  const first = await accountNamed('karin');
  expect(await signIn(new Browser(), 'karin')).toBe('/spaces');
  expect(await accountNamed('karin')).toEqual({
    ...first,
    lastSignInAt: expect.any(String) as string,
  });
});

test('the redirect carries PKCE, state and nonce, in a cookie that scripts cannot read', async () => {
  const browser = new Browser();
  const answer = await browser.get(start());
  expect(answer.status).toBe(303);
  const { searchParams: asked } = new URL(answer.headers.get('location') ?? '');
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: CLIENT.id,
    response_type: 'code',
    scope: 'openid profile email',
    code_challenge_method: 'S256',
  });
  for (const drawn of ['code_challenge', 'state', 'nonce']) {
    expect(asked.get(drawn)).toMatch(/^[\w-]{43}$/);
  }
  const cookie = browser.cookie(server.url, 'oidc');
  expect(cookie?.path).toBe('/');
  expect(cookie?.flags).toMatch(/HttpOnly/);
  expect(cookie?.flags).toMatch(/SameSite=Lax/);
  expect(answer.headers.get('location')).not.toContain(cookie?.value);
});

test('an existing session ends when the sign-in begins', async () => {
  const browser = new Browser();
  await signIn(browser, 'karin');
  const former = new Api(server, {
    cookie: `session=${browser.cookie(server.url, 'session')?.value}`,
  });
  expect((await former.ask('GET', '/api/session')).status).toBe(200);
  await signIn(browser, 'karin');
  expect((await former.ask('GET', '/api/session')).status).toBe(401);
});

test('another site that sends a browser there signs nobody out', async () => {
  const { cookie } = await server.signInAdmin();
  for (const site of ['same-site', 'cross-site']) {
    const visitor = new Api(server, { cookie, 'sec-fetch-site': site });
    const { status, headers } = await visitor.ask('GET', '/api/session/oidc');
    expect(status).toBe(303);
    expect(headers.getSetCookie().join()).not.toMatch(/(^|,)session=/);
  }
  expect((await new Api(server, { cookie }).ask('GET', '/api/session')).status).toBe(200);
});

test('a planted session is not the one that gets signed in', async () => {
  const browser = new Browser();
  const callback = await passProvider(browser, 'karin');
  browser.plant(server.url, 'session', 'planted');
  await browser.follow(callback, { from: provider.issuer });
  expect(browser.cookie(server.url, 'session')?.value).toMatch(/^[\w-]{43}$/);
});

test('the provider decides the role at each sign-in', async () => {
  const browser = new Browser();
  for (const [groups, role] of [
    [['admins'], 'administrator'],
    ['nurses', 'staff'],
    [['nurses', 'admins'], 'administrator'],
    [['nurses'], 'staff'],
  ]) {
    provider.people['karin'] = { ...provider.people['karin'], groups };
    expect(await signIn(browser, 'karin')).toBe('/spaces');
    expect(await whoAmI(browser)).toMatchObject({ role });
  }
});

test.each<[string, unknown]>([
  ['another group', ['cooks']],
  ['no groups', []],
  ['no groups claim', undefined],
  ['groups of the wrong type', { nurses: true }],
  ['a group whose name begins alike', ['nurses2']],
])('somebody with %s is refused, and told so', async (_, groups) => {
  const browser = new Browser();
  provider.people['guest'] = { preferred_username: 'guest', groups };
  expect(await signIn(browser, 'guest')).toBe('/sign-in?problem=oidcNoRole');
  expect(await whoAmI(browser)).toBe(401);
  expect(await accountNamed('guest')).toBeUndefined();
});

test('losing the role ends all sessions', async () => {
  const [here, there] = [new Browser(), new Browser()];
  await signIn(here, 'karin');
  provider.people['karin'] = { ...provider.people['karin'], groups: [] };
  expect(await signIn(there, 'karin')).toBe('/sign-in?problem=oidcNoRole');
  expect(await whoAmI(here)).toBe(401);
});

test('a closed account stays out until it is reopened', async () => {
  const browser = new Browser();
  await signIn(browser, 'karin');
  const id = (await accountNamed('karin'))?.id;
  await admin.ask('POST', `/api/accounts/${id}/close`);
  expect(await whoAmI(browser)).toBe(401);
  expect(await signIn(browser, 'karin')).toBe('/sign-in?problem=oidcClosed');
  expect(await whoAmI(browser)).toBe(401);
  await admin.ask('POST', `/api/accounts/${id}/reopen`);
  expect(await signIn(browser, 'karin')).toBe('/spaces');
});

test('nobody gets a local account by its name', async () => {
  const browser = new Browser();
  provider.people['impostor'] = { preferred_username: 'admin', groups: ['nurses'] };
  expect(await signIn(browser, 'impostor')).toBe('/spaces');
  expect(await whoAmI(browser)).toMatchObject({ username: 'admin-2', role: 'staff' });
  expect(await accountNamed('admin')).toMatchObject({ role: 'administrator', hasPassword: true });
});

test.each<[string, (callback: URL) => void]>([
  ['another state', (url) => url.searchParams.set('state', 'x'.repeat(43))],
  ['no state', (url) => url.searchParams.delete('state')],
  ['another code', (url) => url.searchParams.set('code', 'x'.repeat(43))],
  ['no code', (url) => url.searchParams.delete('code')],
  ['another issuer', (url) => url.searchParams.set('iss', 'https://evil.example')],
  ['an error', (url) => (url.search = '?error=access_denied')],
])('a callback with %s signs nobody in', async (_, change) => {
  const browser = new Browser();
  const callback = await passProvider(browser, 'karin');
  change(callback);
  const { url } = await browser.follow(callback, { from: provider.issuer });
  expect(url.pathname + url.search).toBe('/sign-in?problem=oidcFailed');
  expect(await whoAmI(browser)).toBe(401);
});

test("somebody else's callback does not sign this browser in", async () => {
  const [mallory, victim] = [new Browser(), new Browser()];
  const callback = await passProvider(mallory, 'karin');
  expect((await victim.follow(callback)).url.search).toBe('?problem=oidcFailed');
  await victim.get(start());
  expect((await victim.follow(callback)).url.search).toBe('?problem=oidcFailed');
  expect(await whoAmI(victim)).toBe(401);
});

test('an authorization response works once, even with its cookie restored', async () => {
  const browser = new Browser();
  const callback = await passProvider(browser, 'karin');
  const transaction = browser.cookie(server.url, 'oidc')?.value ?? '';
  expect((await browser.follow(callback, { from: provider.issuer })).url.pathname).toBe('/spaces');
  const thief = new Browser();
  thief.plant(server.url, 'oidc', transaction);
  const asked = provider.tokenRequests;
  expect((await thief.follow(callback)).url.search).toBe('?problem=oidcFailed');
  // The provider refused the used code.
  expect(provider.tokenRequests).toBe(asked + 1);
  expect(await whoAmI(thief)).toBe(401);
});

test('a code is useless without the verifier of its sign-in', async () => {
  const browser = new Browser();
  const callback = await passProvider(browser, 'karin');
  const value = browser.cookie(server.url, 'oidc')?.value ?? '';
  const transaction = JSON.parse(Buffer.from(value, 'base64url').toString()) as object;
  const forged = { ...transaction, codeVerifier: 'x'.repeat(43) };
  browser.plant(server.url, 'oidc', Buffer.from(JSON.stringify(forged)).toString('base64url'));
  expect((await browser.follow(callback, { from: provider.issuer })).url.search).toBe(
    '?problem=oidcFailed',
  );
});

test('the ID token must have the nonce of the sign-in', async () => {
  const browser = new Browser();
  const callback = await passProvider(browser, 'karin');
  const value = browser.cookie(server.url, 'oidc')?.value ?? '';
  const transaction = JSON.parse(Buffer.from(value, 'base64url').toString()) as object;
  const forged = { ...transaction, nonce: 'x'.repeat(43) };
  browser.plant(server.url, 'oidc', Buffer.from(JSON.stringify(forged)).toString('base64url'));
  expect((await browser.follow(callback, { from: provider.issuer })).url.search).toBe(
    '?problem=oidcFailed',
  );
});

test.each(['', 'x', 'e30', '%00', Buffer.from('[1').toString('base64url')])(
  'the cookie %j is not a sign-in in progress',
  async (value) => {
    const browser = new Browser();
    browser.plant(server.url, 'oidc', value);
    const { url } = await browser.follow(`${start()}/callback?code=x&state=y`);
    expect(url.search).toBe('?problem=oidcFailed');
  },
);

test('while the provider is down users are told so, and the service runs', async () => {
  const lone = await startTestServer({
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: 'x',
  });
  try {
    const { url } = await new Browser().follow(`${lone.url}/api/session/oidc`);
    expect(url.pathname + url.search).toBe('/sign-in?problem=oidcUnreachable');
    await Api.signIn(lone, 'admin', 'a password for tests');
  } finally {
    await lone.stop();
  }
});

test('without a provider the route does not exist', async () => {
  const lone = await startTestServer();
  try {
    const api = new Api(lone);
    expect((await api.ask('GET', '/api/session/ways')).body).toEqual({ oidc: null });
    for (const path of ['/api/session/oidc', '/api/session/oidc/callback']) {
      expect((await api.ask('GET', path)).body).toMatchObject({ title: 'noIdentityProvider' });
    }
  } finally {
    await lone.stop();
  }
});
