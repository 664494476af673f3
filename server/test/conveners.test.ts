// Conveners over HTTP: found and named by those who may moderate the space, and by nobody else.
import { randomUUID } from 'node:crypto';
import type { Colleague, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { expect, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const PASSWORD = 'a long password';
const { server } = await sharedServer({
  API_TOKEN: 'token-for-tests',
  PHONE_NUMBER: '0480-44 55 11',
});

interface Staff {
  api: Api;
  username: string;
  id: string;
}

async function staff(displayName = ''): Promise<Staff> {
  const username = randomUUID();
  const { id } = await server.accounts.create(username, PASSWORD, 'staff', displayName);
  return { api: await Api.signIn(server, username, PASSWORD), username, id };
}

async function makeSpace({ api }: Staff, settings: object = {}): Promise<SpaceDescription> {
  const made = await api.ask<SpaceDescription>('POST', '/api/spaces', {
    name: 'Möte',
    ...settings,
  });
  expect(made.status).toBe(201);
  return made.body;
}

test('a colleague is found, made convener, and removed again', async () => {
  const [karin, lars] = [await staff(), await staff('Lars Öberg')];
  const { id } = await makeSpace(karin);
  const found = await karin.api.ask<Colleague[]>('POST', '/api/colleagues/search', {
    text: ' öber ',
  });
  const who = { id: lars.id, username: lars.username, displayName: 'Lars Öberg' };
  expect(found.body).toEqual([who]);
  // As in version 0.1.0.
  const former = await karin.api.ask('GET', '/api/colleagues?search=%C3%B6ber');
  expect(former.body).toEqual([who]);
  expect((await lars.api.ask('GET', `/api/spaces/${id}`)).status).toBe(404);
  const { username } = lars;
  const added = await karin.api.ask('POST', `/api/spaces/${id}/conveners`, { username });
  expect(added).toMatchObject({ status: 200, body: [who] });
  // From now on the space is theirs as well.
  expect((await lars.api.ask('GET', `/api/spaces/${id}`)).status).toBe(200);
  expect((await lars.api.ask('GET', `/api/spaces/${id}/conveners`)).body).toEqual([who]);
  expect((await lars.api.ask<SpaceDescription[]>('GET', '/api/spaces')).body).toHaveLength(1);
  const removed = await karin.api.ask('DELETE', `/api/spaces/${id}/conveners/${lars.id}`);
  expect(removed.status).toBe(204);
  expect((await lars.api.ask('GET', `/api/spaces/${id}`)).status).toBe(404);
  expect((await karin.api.ask('GET', `/api/spaces/${id}/conveners`)).body).toEqual([]);
});

test('nobody else finds colleagues, or changes the conveners of a space', async () => {
  const [karin, stranger] = [await staff(), await staff()];
  const { id } = await makeSpace(karin);
  const conveners = `/api/spaces/${id}/conveners`;
  const attempts: [string, string, object?][] = [
    ['GET', conveners],
    ['POST', conveners, { username: stranger.username }],
    ['DELETE', `${conveners}/${karin.id}`],
  ];
  const [nobody, token] = [new Api(server), new Api(server, { Authorization: 'Bearer wrong' })];
  for (const [method, path, body] of attempts) {
    expect((await stranger.api.ask(method, path, body)).status, method).toBe(404);
    for (const api of [nobody, token]) {
      expect((await api.ask(method, path, body)).status, method).toBe(401);
    }
  }
  expect((await nobody.ask('GET', '/api/colleagues?search=ab')).status).toBe(401);
  expect((await nobody.ask('POST', '/api/colleagues/search', { text: 'ab' })).status).toBe(401);
  // Nor can a convener remove the owner, who is not in the list.
  await karin.api.ask('POST', conveners, { username: stranger.username });
  expect((await stranger.api.ask('DELETE', `${conveners}/${karin.id}`)).status).toBe(204);
  expect((await karin.api.ask('GET', conveners)).status).toBe(200);
});

test.each<[string, object]>([
  ['an unknown name', { username: 'nobody-has-it' }],
  ['no name', {}],
  ['an invalid username', { username: '<b>' }],
  ['more than a name', { username: 'a', role: 'administrator' }],
])('%s is refused with its own title', async (what, body) => {
  const karin = await staff();
  const { id } = await makeSpace(karin);
  const answer = await karin.api.ask('POST', `/api/spaces/${id}/conveners`, body);
  const isUnknown = what === 'an unknown name';
  expect(answer.status).toBe(isUnknown ? 404 : 400);
  expect(answer.body).toMatchObject({ title: isUnknown ? 'accountUnknown' : 'invalid' });
});

test.each(['', '?search=', '?search=a', '?search=%20a%20', `?search=${'x'.repeat(101)}`])(
  'a search for %j is refused',
  async (query) => {
    const { api } = await staff();
    const answer = await api.ask('GET', `/api/colleagues${query}`);
    expect(answer).toMatchObject({ status: 400, body: { title: 'invalid' } });
  },
);

test.each([
  {},
  { text: '' },
  { text: ' a ' },
  { text: 'x'.repeat(101) },
  { text: 'ab', search: 'ab' },
])('a search with %j is refused', async (body) => {
  const { api } = await staff();
  const answer = await api.ask('POST', '/api/colleagues/search', body);
  expect(answer).toMatchObject({ status: 400, body: { title: 'invalid' } });
});

test('the invitation omits ways in that the space does not admit', async () => {
  const karin = await staff();
  const textOf = async ({ id }: SpaceDescription, language: string) => {
    const path = `/api/spaces/${id}/invitation?language=${language}`;
    return (await karin.api.ask<{ text: string }>('GET', path)).body.text;
  };
  const every = await makeSpace(karin);
  expect(every).toMatchObject({ admitsPhones: true, admitsRooms: true });
  expect(await textOf(every, 'sv')).toContain('Med telefon');
  expect(await textOf(every, 'en')).toContain('By phone');
  const browsers = await makeSpace(karin, { admitsPhones: false, admitsRooms: false });
  expect(browsers.phoneNumber).toBeNull();
  for (const [language, words] of [
    ['sv', /telefon/],
    ['en', /telephone/],
  ] as const) {
    expect(await textOf(browsers, language)).not.toMatch(words);
  }
  const lookUp = await karin.api.ask('GET', `/api/meetings/${browsers.callId}`);
  expect(lookUp.body).toMatchObject({ phoneNumber: null });
  const changed = await karin.api.ask('PATCH', `/api/spaces/${browsers.id}`, {
    admitsPhones: true,
  });
  expect(changed.body).toMatchObject({ admitsPhones: true, admitsRooms: false });
  expect(changed.body).toMatchObject({ phoneNumber: '0480-44 55 11' });
});
