// What a system's token allows: no route beyond its scope, and nothing after its expiry.
import type { ApiTokenDescription, ApiTokenWithSecret } from '@distansmote/shared/accountsApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const DAY_MS = 24 * 60 * 60_000;
const SCOPES = ['read', 'invite', 'manage'] as const;
type Scope = (typeof SCOPES)[number];
const { server } = await sharedServer(
  { API_TOKEN: 'token-for-tests' },
  // Call IDs of no meeting are looked up repeatedly.
  { guessLimits: { delaysMs: [], proofDelayMs: 0 } },
);
const admin = await server.signInAdmin();
afterEach(() => void vi.useRealTimers());

async function make(body: object): Promise<{ token: ApiTokenWithSecret; system: Api }> {
  const made = await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', body);
  expect(made.status).toBe(201);
  return { token: made.body, system: bearing(made.body.token) };
}
const bearing = (token: string) => new Api(server, { Authorization: `Bearer ${token}` });

const cases = server.operations.flatMap((operation) =>
  SCOPES.map((scope) => [`${operation.method} ${operation.path}`, scope, operation] as const),
);
test.each(cases)('%s with a token of scope %s', async (_, scope, operation) => {
  const { id } = await server.makeSpace();
  const { system } = await make({ name: 'System', scope });
  const path = operation.path
    .replace(':id', id)
    .replace(':accountId', 'x')
    .replace(':callId', '999999999');
  const answer = await system.ask(operation.method, path, operation.body && {});
  const wanted = operation.scope;
  if (wanted === undefined) {
    // Where tokens are not accepted, a token changes nothing.
    const stranger = await new Api(server).ask(operation.method, path, operation.body && {});
    expect(answer.status).toBe(stranger.status);
    return;
  }
  const isEnough = SCOPES.indexOf(scope) >= SCOPES.indexOf(wanted);
  if (isEnough) expect([200, 201, 204, 400]).toContain(answer.status);
  else expect(answer.body).toMatchObject({ status: 403, title: 'scopeMissing' });
  expect((await server.spaces.find(id))?.id).toBe(
    operation.method === 'DELETE' && operation.path.endsWith('/:id') && isEnough ? undefined : id,
  );
});

test.each<[Scope, boolean]>([
  ['read', false],
  ['invite', true],
  ['manage', true],
])('a token of scope %s reads guest links: %s', async (scope, reads) => {
  const { id, secret } = await server.makeSpace();
  const { system } = await make({ name: 'System', scope });
  const one = await system.ask<SpaceDescription>('GET', `/api/spaces/${id}`);
  const all = await system.ask<SpaceDescription[]>('GET', '/api/spaces');
  expect(one.body.id).toBe(id);
  for (const { body } of [one, all]) expect(JSON.stringify(body).includes(secret)).toBe(reads);
  expect(one.body.guestLink === '').toBe(!reads);
});

test('API_TOKEN, and a token without a chosen scope, may do everything', async () => {
  const { token, system } = await make({ name: 'Cosmic' });
  expect(token.scope).toBe('manage');
  for (const one of [bearing('token-for-tests'), system]) {
    const made = await one.ask<SpaceDescription>('POST', '/api/spaces', { name: 'Möte' });
    expect(made.body.guestLink).toMatch(/#[\w-]{22}$/);
  }
});

test.each([
  ['a year by default', {}, 365],
  ['as many days as are said', { validDays: 1 }, 1],
  ['five years at most', { validDays: 1826 }, 1826],
])('a token is valid for %s', async (_, chosen, days) => {
  const now = Date.now();
  const { token, system } = await make({ name: 'Ends', ...chosen });
  const endsAt = Date.parse(token.expiresAt ?? '');
  expect(Math.round((endsAt - now) / DAY_MS)).toBe(days);
  vi.useFakeTimers({ toFake: ['Date'], now: endsAt - 1_000 });
  expect((await system.ask('GET', '/api/spaces')).status).toBe(200);
  vi.setSystemTime(endsAt);
  const ended = await system.ask('GET', '/api/spaces');
  expect([ended.status, ended.body]).toEqual([
    401,
    expect.objectContaining({ title: 'notSignedIn' }),
  ]);
});

test('a token may be made without expiry, and its scope is listed', async () => {
  const { token, system } = await make({ name: 'Endless', scope: 'invite', validDays: null });
  expect(token).toMatchObject({ scope: 'invite', expiresAt: null });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_000 * DAY_MS });
  expect((await system.ask('GET', '/api/spaces')).status).toBe(200);
  vi.useRealTimers();
  const listed = await admin.ask<ApiTokenDescription[]>('GET', '/api/api-tokens');
  expect(listed.body).toContainEqual(
    expect.objectContaining({ id: token.id, scope: 'invite', expiresAt: null }),
  );
});

test.each([
  { scope: 'all' },
  { scope: '' },
  { scope: ['manage'] },
  { validDays: 0 },
  { validDays: 1827 },
  { validDays: 1.5 },
  { validDays: '365' },
  { expiresAt: '2999-01-01T00:00:00Z' },
])('a token is not created from %j', async (wish) => {
  const answer = await admin.ask('POST', '/api/api-tokens', { name: 'System', ...wish });
  expect(answer.status).toBe(400);
});

test('a token is not a session: neither as a cookie, nor in a socket', async () => {
  const { token } = await make({ name: 'System', scope: 'manage' });
  const { callId } = await server.makeSpace();
  for (const headers of [
    { cookie: `session=${token.token}` },
    { Authorization: `Bearer ${token.token}` },
  ]) {
    expect((await new Api(server, headers).ask('GET', '/api/session')).status).toBe(401);
    const page = await Page.open(server, { extraHeaders: headers });
    expect(await page.enter(callId, 'System')).toMatchObject({ isConvener: false });
    page.close();
  }
});

test('the use of a token is recorded once a day, however often it is used', async () => {
  const { system, token } = await make({ name: 'Räknad', scope: 'read' });
  const used = async () =>
    (await actionsOf(server.audit, 'Räknad')).filter((deed) => deed.startsWith('apiTokenUsed'));
  await Promise.all(Array.from({ length: 30 }, () => system.ask('GET', '/api/spaces')));
  expect(await used()).toEqual(['apiTokenUsed apiToken:Räknad Räknad']);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
  await system.ask('GET', '/api/spaces');
  expect(await used()).toHaveLength(2);
  expect(await used()).not.toContain(token.token);
});
