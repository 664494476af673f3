// Spaces over HTTP: created, read and deleted by those who may; for others they do not exist.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { beforeAll, expect, test } from 'vitest';
import { createAccountStore } from '../src/accounts/accountStore.ts';
import { openDatabase } from '../src/storage/database.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const API_TOKEN = 'token-for-tests';
const { server } = await sharedServer({ API_TOKEN, PHONE_NUMBER: '0480-44 55 11' });
const cookies = { admin: '', anna: '', bo: '' };

beforeAll(async () => {
  // Created in the database, bypassing the API.
  const database = await openDatabase({ DATA_DIR: server.folder, DATABASE_URL: undefined });
  const accounts = createAccountStore(database);
  for (const name of ['anna', 'bo'] as const)
    await accounts.create(name, `${name}'s password`, 'staff');
  await database.destroy();
  cookies.admin = await signIn('admin', 'a password for tests');
  cookies.anna = await signIn('anna', "anna's password");
  cookies.bo = await signIn('bo', "bo's password");
});

async function signIn(username: string, password: string): Promise<string> {
  const answer = await call('POST', '/api/session', {}, { username, password });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function call(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  return fetch(server.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const withToken = { Authorization: `Bearer ${API_TOKEN}` };
const as = (name: keyof typeof cookies) => ({ cookie: cookies[name] });
async function make(headers: Record<string, string>, name = 'Möte'): Promise<SpaceDescription> {
  const answer = await call('POST', '/api/spaces', headers, { name });
  expect(answer.status).toBe(201);
  const space = (await answer.json()) as SpaceDescription;
  expect(answer.headers.get('location')).toBe(`/api/spaces/${space.id}`);
  return space;
}
async function listed(headers: Record<string, string>): Promise<string[]> {
  const spaces = (await (await call('GET', '/api/spaces', headers)).json()) as SpaceDescription[];
  return spaces.map((space) => space.id);
}

test('a space has every way to join it', async () => {
  const space = await make(withToken, '  Testmöte 1 ');
  expect(space.name).toBe('Testmöte 1');
  expect(space.callId).toMatch(/^[1-9][0-9]{8}$/);
  expect(space.videoAddress).toBe(`testmote-1-${space.callId}@localhost`);
  expect(space.phoneNumber).toBe('0480-44 55 11');
  const link = new URL(space.guestLink);
  expect([link.pathname, link.search]).toEqual([`/meeting/${space.callId}`, '']);
  expect(link.hash).toMatch(/^#[\w-]{22}$/);
  const read = await call('GET', `/api/spaces/${space.id}`, withToken);
  expect(await read.json()).toEqual(space);
});

test('a deleted space is gone for its owner and its guests', async () => {
  const { id, callId } = await make(withToken);
  const statusOf = async (method: string, path: string) =>
    (await call(method, path, withToken)).status;
  expect(await statusOf('GET', `/api/meetings/${callId}`)).toBe(200);
  expect(await statusOf('DELETE', `/api/spaces/${id}`)).toBe(204);
  expect(await statusOf('GET', `/api/meetings/${callId}`)).toBe(404);
  expect(await statusOf('GET', `/api/spaces/${id}`)).toBe(404);
  expect(await statusOf('DELETE', `/api/spaces/${id}`)).toBe(404);
});

test.each<[string, () => Record<string, string>]>([
  ['nothing', () => ({})],
  ['a wrong token', () => ({ Authorization: 'Bearer wrong-token' })],
  ['a part of the token', () => ({ Authorization: `Bearer ${API_TOKEN.slice(0, -1)}` })],
  ['the token with another scheme', () => ({ Authorization: `Basic ${API_TOKEN}` })],
  ['an empty token', () => ({ Authorization: 'Bearer ' })],
  ['a cookie without a session', () => ({ cookie: 'session=x' })],
  ['a wrong token and a session', () => ({ Authorization: 'Bearer wrong-token', ...as('admin') })],
])('with %s nothing is created, read or deleted', async (_, headers) => {
  const { id } = await make(withToken);
  const calls = [
    call('POST', '/api/spaces', headers(), { name: 'Möte' }),
    call('GET', '/api/spaces', headers()),
    call('GET', `/api/spaces/${id}`, headers()),
    call('DELETE', `/api/spaces/${id}`, headers()),
  ];
  for (const answer of await Promise.all(calls)) {
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ title: 'notSignedIn' });
  }
  expect((await call('GET', `/api/spaces/${id}`, withToken)).status).toBe(200);
});

test("other people's spaces do not exist, except for administrators", async () => {
  const { id } = await make(as('anna'));
  const pathOf = `/api/spaces/${id}`;
  expect((await call('GET', pathOf, as('anna'))).status).toBe(200);
  expect((await call('GET', pathOf, as('bo'))).status).toBe(404);
  expect((await call('DELETE', pathOf, as('bo'))).status).toBe(404);
  expect((await call('GET', pathOf, as('admin'))).status).toBe(200);
  expect(await listed(as('anna'))).toContain(id);
  expect(await listed(as('bo'))).not.toContain(id);
  expect(await listed(as('admin'))).toContain(id);
  expect(await listed(withToken)).toContain(id);
  expect((await call('DELETE', pathOf, as('anna'))).status).toBe(204);
});

test.each([
  'x',
  "' OR 1=1 --",
  '%00',
  '..%2f..',
  '__proto__',
  '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11',
])('the id %s is not a space', async (id) => {
  const answer = await call('GET', `/api/spaces/${id}`, withToken);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ title: 'spaceUnknown' });
});

test.each<[string, unknown]>([
  ['no name', {}],
  ['an empty name', { name: '' }],
  ['only spaces', { name: '   ' }],
  ['a number', { name: 7 }],
  ['null', null],
  ['a list', ['Möte']],
  ['101 characters', { name: 'x'.repeat(101) }],
  ['a bidi mark', { name: 'M\u202eöte' }],
  ['a new line within', { name: 'Mö\nte' }],
  ['a field too many', { name: 'Möte', callId: '111111111' }],
  ['no JSON', '{"name":'],
])('a body with %s is invalid', async (_, body) => {
  const answer = await call('POST', '/api/spaces', withToken, body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 400, title: 'invalid' });
});

test('a body that is not JSON is refused', async () => {
  const answer = await fetch(`${server.url}/api/spaces`, {
    method: 'POST',
    headers: { ...withToken, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'name=M%C3%B6te',
  });
  expect(answer.status).toBe(415);
});

test('a body that is too large is refused by name', async () => {
  const answer = await call('POST', '/api/spaces', withToken, { name: 'x'.repeat(9_000) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ title: 'tooLarge' });
});

test.each(['none', 'withoutLink', 'everybody'] as const)(
  'SPACE_LOBBY=%s is the lobby of new spaces if the request names none',
  async (lobby) => {
    const service = await startTestServer({ API_TOKEN, SPACE_LOBBY: lobby });
    try {
      const api = new Api(service, withToken);
      const makeWith = async (more: object) =>
        (await api.ask<SpaceDescription>('POST', '/api/spaces', { name: 'Möte', ...more })).body;
      expect((await makeWith({})).lobby).toBe(lobby);
      expect((await makeWith({ lobby: 'none' })).lobby).toBe('none');
      expect((await api.ask('GET', '/api/spaces/defaults')).body).toEqual({
        lobby,
        hasRooms: false,
        ringsUp: false,
        hasAttendance: true,
      });
      expect((await new Api(service).ask('GET', '/api/spaces/defaults')).status).toBe(401);
      // Also of the space that the first start creates.
      const all = (await api.ask<SpaceDescription[]>('GET', '/api/spaces')).body;
      expect(all.find(({ name }) => name === 'Provmöte')?.lobby).toBe(lobby);
    } finally {
      await service.stop();
    }
  },
);
