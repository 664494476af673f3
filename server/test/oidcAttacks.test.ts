// Attacks on sign-in by the identity provider: planted cookies, locking colleagues out, a provider that is down.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { Browser } from '@distansmote/testkit/browser/userAgent.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import {
  CLIENT,
  startIdentityProvider,
} from '@distansmote/testkit/identityProvider/identityProvider.ts';
import { passProvider } from '@distansmote/testkit/identityProvider/passProvider.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const START = '/api/session/oidc';

/** A server and its identity provider, where Karin is staff. */
async function start() {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const provider = await startIdentityProvider(`${url}${START}/callback`);
  onTestFinished(() => provider.stop());
  provider.people['karin'] = { preferred_username: 'karin', groups: ['nurses'] };
  const server = await startTestServer({
    PORT: port,
    PUBLIC_URL: url,
    TRUSTED_PROXIES: '127.0.0.1',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_STAFF_VALUE: 'nurses',
  });
  onTestFinished(() => server.stop());
  /** Where the browser ends up. */
  const signIn = async (browser: Browser, who = 'karin') => {
    const callback = await passProvider(browser, url + START, who);
    const back = await browser.follow(callback, { from: provider.issuer });
    return back.url.pathname + back.url.search;
  };
  return { url, provider, server, signIn };
}

test('another host of the site cannot sign somebody in as another with a planted cookie', async () => {
  const { url } = await start();
  const https = { 'X-Forwarded-Proto': 'https' };
  const ask = (path: string, cookie = '') =>
    fetch(new URL(path, url), { headers: { ...https, cookie }, redirect: 'manual' });

  const begun = await ask(START);
  const line = begun.headers.getSetCookie().find((one) => one.includes('oidc=')) ?? '';
  const [pair = '', ...flags] = line.split('; ');
  expect(flags).toEqual(
    expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=600']),
  );
  expect(line).not.toContain('Domain');
  // Mallory's own, up to the last step.
  const callback = await passProvider(new Browser(), begun.headers.get('location') ?? '', 'karin');
  const value = pair.slice(pair.indexOf('=') + 1);
  const planted = await ask(callback.pathname + callback.search, `oidc=${value}`);
  expect(planted.headers.get('location')).toBe('/sign-in?problem=oidcFailed');
  const own = await ask(callback.pathname + callback.search, `__Host-oidc=${value}`);
  expect(own.headers.get('location')).toBe('/spaces');
});

test('wrong codes sent to the provider do not lock out colleagues behind the same address who have signed in before', async () => {
  const { url, provider, signIn } = await start();
  const [karins, strangers] = [new Browser(), new Browser()];
  expect(await signIn(karins)).toBe('/spaces');
  const state = 's'.repeat(43);
  const forge = async (more: object = {}) => {
    const text = JSON.stringify({ state, nonce: state, codeVerifier: state, ...more });
    const cookie = `oidc=${Buffer.from(text).toString('base64url')}`;
    const callback = new URL(`${START}/callback`, url);
    callback.search = new URLSearchParams({ code: 'x', state, iss: provider.issuer }).toString();
    const answer = await fetch(callback, {
      headers: { cookie },
      redirect: 'manual',
    });
    return answer.headers.get('location');
  };
  const asked = provider.tokenRequests;
  for (let n = 0; n < 31; n += 1) await forge();
  expect(await forge()).toBe('/sign-in?problem=tooMany');
  expect(provider.tokenRequests).toBe(asked + 30);
  expect(await signIn(karins)).toBe('/spaces');
  expect(await signIn(strangers)).toBe('/sign-in?problem=tooMany');

  // Inventing devices gains no attempts, and a real device has a limited number.
  const device = karins.cookie(url, 'device')?.value ?? '';
  for (const made of ['x', device.replace(/.$/, '_'), `${device.slice(0, -43)}${'A'.repeat(43)}`])
    expect(await forge({ device: made }), made).toBe('/sign-in?problem=tooMany');
  for (let n = 0; n < 10; n += 1)
    expect(await forge({ device })).toBe('/sign-in?problem=oidcFailed');
  expect(await forge({ device })).toBe('/sign-in?problem=tooMany');
});

test('a shared computer remains known after somebody signs in by password', async () => {
  const { url, server, signIn } = await start();
  await server.accounts.create('anna', 'a password for tests', 'staff');
  const { headers } = await new Api(server).ask('POST', '/api/session', {
    username: 'anna',
    password: 'a password for tests',
  });
  const [, annas = ''] = /device=([^;]+)/.exec(headers.getSetCookie().join()) ?? [];
  const browser = new Browser();
  browser.plant(url, 'device', annas, 'SameSite=Strict');
  expect(await signIn(browser)).toBe('/spaces');
  expect(browser.cookie(url, 'device')?.value.split('~')).toEqual([expect.any(String), annas]);
});

test('a device known for an account of the provider does not bypass the limits on passwords', async () => {
  const { url, server, signIn } = await start();
  const browser = new Browser();
  await signIn(browser);
  await server.accounts.create('anna', 'a password for tests', 'staff');
  const device = browser.cookie(url, 'device')?.value ?? '';
  const tryAnna = (n: number) =>
    new Api(server, { 'X-Forwarded-For': `198.51.100.${n % 6}`, cookie: `device=${device}` }).ask(
      'POST',
      '/api/session',
      { username: 'anna', password: 'wrong' },
    );
  const statuses: number[] = [];
  for (let n = 0; n <= 50; n += 1) statuses.push((await tryAnna(n)).status);
  expect(statuses[0]).toBe(401);
  expect(statuses[50]).toBe(429);
});

test('refusals by role or by a closed account are in the audit log', async () => {
  const { provider, server, signIn } = await start();
  expect(await signIn(new Browser())).toBe('/spaces');
  provider.people['karin'] = { preferred_username: 'karin', groups: [] };
  expect(await signIn(new Browser())).toBe('/sign-in?problem=oidcNoRole');
  provider.people['nobody'] = { preferred_username: 'nobody', groups: [] };
  expect(await signIn(new Browser(), 'nobody')).toBe('/sign-in?problem=oidcNoRole');
  const failed = (await actionsOf(server.audit, '')).filter((deed) =>
    deed.startsWith('signInFailed'),
  );
  // No name is recorded for somebody without an account here.
  expect(failed.sort()).toEqual(['signInFailed unknown:', 'signInFailed unknown: karin']);
});

test('while the provider fails, requests to it are limited, and the log has a line a minute', async () => {
  let asked = 0;
  const failing = createServer((_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  }).listen(0, '127.0.0.1');
  await once(failing, 'listening');
  onTestFinished(() => void failing.close());
  const program = await startProgram(tempFolder(), {
    OIDC_ISSUER: `http://127.0.0.1:${(failing.address() as AddressInfo).port}`,
    OIDC_CLIENT_ID: 'x',
  });
  const { port } = await readyAddress(program);
  for (let n = 0; n < 60; n += 1) {
    const url = `http://127.0.0.1:${port}${START}${n % 2 === 0 ? '' : '/callback?code=x'}`;
    const transaction = JSON.stringify({
      state: 's'.repeat(43),
      nonce: 's'.repeat(43),
      codeVerifier: 's'.repeat(43),
    });
    const cookie = `oidc=${Buffer.from(transaction).toString('base64url')}`;
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?problem=/);
  }
  // Once every five seconds.
  expect(asked).toBeLessThan(10);
  const lines = program.printed.out
    .split('\n')
    .filter((line) => line.includes('identity provider'));
  expect(lines).toHaveLength(2);
});
