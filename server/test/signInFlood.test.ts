// Strangers who try passwords neither slow the pages nor keep out anybody who has signed in here before.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const PASSWORD = 'a password for tests';
const ASSETS = fileURLToPath(new URL('../../client/dist/assets', import.meta.url));
// Everybody has their own address.
const { server } = await sharedServer({
  TRUSTED_PROXIES: '127.0.0.1',
  METRICS_TOKEN: 'a token for Prometheus',
});
afterEach(() => void vi.useRealTimers());

interface Try {
  username: string;
  password: string;
  from: string;
  cookie?: string;
}

const signIn = ({ username, password, from, cookie = '' }: Try) =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from, cookie },
    body: JSON.stringify({ username, password }),
  });

/** The cookies of a response, as a browser sends them back. */
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');

/** 150 strangers at once, five per address, each at another account; `statuses` grows as responses arrive. */
function flood(network: string): { statuses: number[]; over: Promise<unknown> } {
  const statuses: number[] = [];
  const tries = Array.from({ length: 150 }, async (_, n) => {
    const from = `${network}.${Math.floor(n / 5)}`;
    const answer = await signIn({ username: `stranger${n}`, password: 'wrong', from });
    statuses.push(answer.status);
  });
  return { statuses, over: Promise.all(tries) };
}

const count = (statuses: number[], wanted: number) =>
  statuses.filter((status) => status === wanted).length;

test('while 150 wrong passwords are pending, pages, assets and health are answered first', async () => {
  const [asset = ''] = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const { statuses, over } = flood('198.51.100');
  // The first response shows that the flood has begun.
  await vi.waitFor(() => expect(statuses).not.toEqual([]), WAIT_OPTIONS);
  for (const path of ['/', '/meeting/787544182', `/assets/${asset}`, '/health']) {
    const answer = await fetch(server.url + path);
    expect(answer.status, path).toBe(200);
    await answer.arrayBuffer();
  }
  const whenShown = count(statuses, 401);
  await over;
  expect(whenShown).toBeLessThan(count(statuses, 401));
  // Those over the limit are refused at once, and may retry.
  expect(count(statuses, 401) + count(statuses, 429)).toBe(150);
  expect(count(statuses, 429)).toBeGreaterThan(0);
});

test('during the flood somebody who has signed in here before goes ahead of the strangers who came first', async () => {
  const right = { username: 'admin', password: PASSWORD, from: '203.0.113.1' };
  const cookie = cookiesOf(await signIn(right));
  const { statuses, over } = flood('198.51.101');
  await vi.waitFor(() => expect(statuses).not.toEqual([]), WAIT_OPTIONS);
  // From another address than before: the browser is what is known.
  const known = await signIn({ ...right, from: '203.0.113.2', cookie });
  const whenIn = count(statuses, 401);
  expect(known.status).toBe(200);
  await over;
  expect(whenIn).toBeLessThan(count(statuses, 401));
});

test('of 300 who sign in at once behind one address, each on a known computer, none is refused', async () => {
  const from = '203.0.113.3';
  const people = await Promise.all(
    Array.from({ length: 30 }, async (_, n) => {
      const username = `monday${n}`;
      await server.accounts.create(username, PASSWORD, 'staff');
      const right = { username, password: PASSWORD };
      return { ...right, cookie: cookiesOf(await signIn({ ...right, from: `198.51.107.${n}` })) };
    }),
  );
  // Ten times each, the limit per device.
  const all = Array.from({ length: 10 }, () => people).flat();
  const answers = await Promise.all(all.map((person) => signIn({ ...person, from })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
}, 60_000);

/** 51 wrong passwords from six addresses: the limit, and one more. */
async function lock(username: string, network: string): Promise<void> {
  for (let n = 0; n <= 50; n += 1) {
    const answer = await signIn({ username, password: `wrong ${n}`, from: `${network}.${n % 6}` });
    expect([401, 429]).toContain(answer.status);
  }
}

test('strangers can lock an account for strangers, but not for the browser of its owner', async () => {
  await server.accounts.create('clara', PASSWORD, 'staff');
  const right = { username: 'clara', password: PASSWORD, from: '203.0.113.4' };
  const cookie = cookiesOf(await signIn(right));
  await lock('clara', '198.51.102');
  expect((await signIn({ ...right, from: '203.0.113.5' })).status).toBe(429);
  const [first, again] = [await signIn({ ...right, cookie }), await signIn({ ...right, cookie })];
  expect([first.status, again.status]).toEqual([200, 200]);
  // Nor can they use up the attempts of a known browser.
  for (let n = 0; n < 10; n += 1)
    expect((await signIn({ ...right, password: `wrong ${n}`, cookie })).status).toBe(401);
  expect((await signIn({ ...right, cookie })).status).toBe(429);
});

test('another spelling of a name does not give more guesses', async () => {
  await server.accounts.create('åsa', PASSWORD, 'staff');
  await lock('åsa', '198.51.103');
  for (const username of ['ÅSA', ' åsa', 'åsa\t', 'åsa'.normalize('NFD')]) {
    const answer = await signIn({ username, password: 'wrong', from: '198.51.104.1' });
    expect(answer.status, JSON.stringify(username)).toBe(429);
  }
});

test('a device cookie alone opens nothing, nor does one of another account or one tampered with', async () => {
  for (const username of ['doris', 'mallory'])
    await server.accounts.create(username, PASSWORD, 'staff');
  const jarOf = async (username: string, from: string) => {
    const answer = await signIn({ username, password: PASSWORD, from });
    const pairs = cookiesOf(answer)
      .split('; ')
      .map((pair): [string, string] => {
        const [name = '', value = ''] = pair.split('=');
        return [name, value];
      });
    return Object.fromEntries(pairs) as { session: string; device: string };
  };
  const own = await jarOf('doris', '203.0.113.6');
  const hers = await jarOf('mallory', '203.0.113.7');
  await lock('doris', '198.51.105');
  const asDoris = async (device: string, from: string) =>
    (await signIn({ username: 'doris', password: PASSWORD, from, cookie: `device=${device}` }))
      .status;

  expect(await asDoris(own.device, '203.0.113.8')).toBe(200);
  const [id = '', expiry = '', device = '', signature = ''] = own.device.split('.');
  const [herId = '', herExpiry, herDevice, herSignature] = hers.device.split('.');
  for (const [why, cookie] of [
    ['of another account', hers.device],
    ['of another account, with this one’s id', [id, herExpiry, herDevice, herSignature].join('.')],
    ['for longer', [id, Number(expiry) + 1, device, signature].join('.')],
    ['of another device, for tries of its own', [id, expiry, 'A'.repeat(22), signature].join('.')],
    ['with another signature', [id, expiry, device, 'A'.repeat(43)].join('.')],
    ['without one', [id, expiry, device, ''].join('.')],
    ['six of them, this one last', [...Array<string>(5).fill(hers.device), own.device].join('~')],
    ['nothing', ''],
    ['nonsense', '~.~...~%00'],
    ['the session', own.session],
  ] as const)
    expect(await asDoris(cookie, '203.0.113.23'), why).toBe(429);
  expect(herId).not.toBe(id);
  // It is not a session.
  for (const name of ['session', '__Host-session', 'device']) {
    const headers = { cookie: `${name}=${own.device}` };
    expect((await fetch(`${server.url}/api/session`, { headers })).status, name).toBe(401);
  }
});

test.each([
  ['good for half a year', 179, 200],
  ['void after that', 181, 429],
])('a device cookie is %s', async (_, days, status) => {
  const username = `eva${days}`;
  await server.accounts.create(username, PASSWORD, 'staff');
  const right = { username, password: PASSWORD, from: '203.0.113.20' };
  const cookie = cookiesOf(await signIn(right));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 24 * 60 * 60_000 });
  await lock(username, '198.51.120');
  // At an address where nobody has signed in.
  expect((await signIn({ ...right, from: '203.0.113.21', cookie })).status).toBe(status);
});

test('a device cookie is void when the password is changed', async () => {
  await server.accounts.create('frida', PASSWORD, 'staff');
  const right = { username: 'frida', password: PASSWORD, from: '203.0.113.9' };
  const first = cookiesOf(await signIn(right));
  const second = cookiesOf(await signIn({ ...right, from: '203.0.113.10' }));
  await lock('frida', '198.51.106');

  expect((await signIn({ ...right, cookie: first })).status).toBe(200);
  const newPassword = 'en ny mening att minnas';
  const changed = await fetch(`${server.url}/api/accounts/own/password`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', cookie: second },
    body: JSON.stringify({ oldPassword: PASSWORD, newPassword }),
  });
  expect(changed.status).toBe(204);
  const after = { ...right, from: '203.0.113.22', password: newPassword };
  expect((await signIn({ ...after, cookie: first })).status).toBe(429);
  // The browser that changed it is still known, by a new cookie.
  const renewed = cookiesOf(changed);
  expect((await signIn({ ...after, cookie: renewed })).status).toBe(200);
  expect(renewed).not.toBe(second);
});

test('a shared computer remembers the last five who signed in', async () => {
  const names = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5'];
  let cookie = '';
  for (const username of names) {
    await server.accounts.create(username, PASSWORD, 'staff');
    const answer = await signIn({ username, password: PASSWORD, from: '203.0.113.11', cookie });
    cookie = cookiesOf(answer);
  }
  for (const n of [0, 1, 5]) {
    const username = `g${n}`;
    await lock(username, `198.51.${110 + n}`);
    const answer = await signIn({ username, password: PASSWORD, from: '203.0.113.12', cookie });
    expect(answer.status, username).toBe(n === 0 ? 429 : 200);
  }
}, 60_000);

test('a site with many IPv6 networks has the attempts of one address', async () => {
  const at = (network: string, n: number) => `${network}:${n.toString(16)}::1`;
  const statuses: number[] = [];
  for (let n = 0; n <= 30; n += 1) {
    const from = at('2001:db8:1', n);
    statuses.push((await signIn({ username: `site${n}`, password: 'wrong', from })).status);
  }
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
  expect(statuses[30]).toBe(429);
  const elsewhere = { username: 'site', password: 'wrong', from: at('2001:db8:2', 1) };
  expect((await signIn(elsewhere)).status).toBe(401);
});

test.each(['/api/spaces', '/metrics'])('the same holds for the tokens of %s', async (path) => {
  const guess = (n: number) =>
    fetch(server.url + path, {
      headers: { authorization: `Bearer wrong${n}`, 'X-Forwarded-For': `2001:db8:3:${n}::1` },
    });
  for (let n = 0; n < 20; n += 1) expect((await guess(n)).status).toBe(401);
  expect((await guess(20)).status).toBe(429);
});

/** Repeated sign-ins with one's own right password, so many at once, some per address. */
async function insider(username: string, tries: number, cookie = '') {
  const statuses: number[] = [];
  const all = Array.from({ length: tries }, async (_, n) => {
    const from = `198.51.130.${n % 10}`;
    statuses.push((await signIn({ username, password: PASSWORD, from, cookie })).status);
  });
  await Promise.race(all);
  return { statuses, over: Promise.all(all) };
}

test('somebody who keeps signing in with their own password leaves room for others, even strangers', async () => {
  for (const username of ['mallory2', 'nils', 'olof'])
    await server.accounts.create(username, PASSWORD, 'staff');
  const cookieOf = async (username: string) =>
    cookiesOf(await signIn({ username, password: PASSWORD, from: '203.0.113.30' }));
  const [hers, his] = [await cookieOf('mallory2'), await cookieOf('nils')];

  const asStranger = await insider('mallory2', 60);
  const olof = { username: 'olof', password: PASSWORD, from: '203.0.113.31' };
  expect((await signIn(olof)).status).toBe(200);
  await asStranger.over;

  const asKnown = await insider('mallory2', 200, hers);
  const nils = { username: 'nils', password: PASSWORD, from: '203.0.113.32', cookie: his };
  expect((await signIn(nils)).status).toBe(200);
  // Not behind 200 of hers.
  expect(count(asKnown.statuses, 200)).toBeLessThan(40);
  await asKnown.over;
}, 60_000);

test('one account cannot create endless sessions and audit entries', async () => {
  await server.accounts.create('petra', PASSWORD, 'staff');
  const petra = { username: 'petra', password: PASSWORD, from: '203.0.113.42' };
  const cookie = cookiesOf(await signIn(petra));
  let latest = PASSWORD;
  const statuses: number[] = [];
  for (let n = 0; n < 60; n += 1) statuses.push((await signIn(petra)).status);
  for (let n = 0; n < 50; n += 1) {
    const next = `${PASSWORD} ${n}`;
    const changed = await fetch(`${server.url}/api/accounts/own/password`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', cookie },
      body: JSON.stringify({ oldPassword: latest, newPassword: next }),
    });
    statuses.push(changed.status);
    if (changed.status === 204) latest = next;
  }
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([200]));
  expect(new Set(statuses.slice(60, 99))).toEqual(new Set([204]));
  expect(statuses.at(-1)).toBe(429);
  expect((await signIn({ ...petra, password: latest })).status).toBe(429);
}, 60_000);

test('while strangers lock an account, its owner signs in with a new browser at an address they have used before', async () => {
  await server.accounts.create('rut', PASSWORD, 'staff');
  const [office, home] = ['203.0.113.40', '203.0.113.41'];
  const right = { username: 'rut', password: PASSWORD };
  await signIn({ ...right, from: office });
  await lock('rut', '198.51.132');
  expect((await signIn({ ...right, from: home })).status).toBe(429);
  expect((await signIn({ ...right, from: office })).status).toBe(200);
  // A colleague who guesses there has as few attempts as anywhere.
  const guess = { ...right, password: 'wrong', from: office };
  for (let n = 0; n < 10; n += 1) expect((await signIn(guess)).status).toBe(401);
  expect((await signIn(guess)).status).toBe(429);
});
