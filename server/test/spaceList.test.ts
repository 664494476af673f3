// The staff's list of spaces over HTTP: found, sorted and counted in the database, whichever it is, for those who may see them.
import type {
  SpaceDeletionResults,
  SpacePage,
  SpacePresence,
  SpaceSearch,
  SpaceTemplate,
} from '@distansmote/shared/spacesApi.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { Space } from '../src/spaces/spaceStore.ts';
import { isPostgres } from '@distansmote/testkit/database/databases.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const API_TOKEN = 'token-for-tests';
const { server, open, signIn } = await sharedServer({
  API_TOKEN,
  TRUSTED_PROXIES: '127.0.0.1',
  ...(isPostgres && { DATABASE_URL: await (await sharedPostgres()).createDatabase() }),
});
const token = new Api(server, { Authorization: `Bearer ${API_TOKEN}` });

/** A new member of staff, without spaces. */
async function member() {
  const { account, cookie } = await signIn();
  const api = new Api(server, { cookie });
  return {
    account,
    api,
    make: (settings: Partial<Space> = {}) =>
      server.spaces.create({ name: 'Möte', ownerId: account.id, ...settings }),
    search: async (search: SpaceSearch = {}) => {
      const { status, body } = await api.ask<SpacePage>('POST', '/api/spaces/search', search);
      expect(status).toBe(200);
      return body;
    },
  };
}

const namesIn = ({ spaces }: SpacePage) => spaces.map(({ name }) => name);

afterEach(() => void vi.useRealTimers());

test('a space is in the tab of its Swedish day, and the first tab that has any is shown', async () => {
  const { make, search } = await member();
  expect(await search()).toMatchObject({ tab: 'today', spaces: [] });
  await make({ name: 'Utan tid' });
  expect(await search()).toMatchObject({ tab: 'withoutTime' });
  // Half past eleven in the evening in Sweden.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-07-01T21:30:00Z') });
  const { search: searchInJuly, make: makeInJuly } = await member();
  for (const [name, startsAt] of [
    ['i går', '2027-06-30T21:59:59.999Z'],
    ['vid midnatt', '2027-06-30T22:00:00.000Z'],
    ['strax före nästa midnatt', '2027-07-01T21:59:59.999Z'],
    ['i morgon', '2027-07-01T22:00:00.000Z'],
    ['om ett år', '2028-07-01T22:00:00.000Z'],
  ] as const)
    await makeInJuly({ name, startsAt });
  await makeInJuly({ name: 'utan tid' });
  const today = await searchInJuly();
  expect(today.tab).toBe('today');
  expect(today.totals).toEqual({ today: 2, upcoming: 2, withoutTime: 1, old: 1 });
  expect(namesIn(today)).toEqual(['vid midnatt', 'strax före nästa midnatt']);
  expect(namesIn(await searchInJuly({ tab: 'upcoming' }))).toEqual(['i morgon', 'om ett år']);
  expect(namesIn(await searchInJuly({ tab: 'old' }))).toEqual(['i går']);
  expect(namesIn(await searchInJuly({ tab: 'withoutTime' }))).toEqual(['utan tid']);
  expect(namesIn(await searchInJuly({ tab: 'all' }))).toHaveLength(6);
});

test('text is found in any case, Swedish letters too, and literally', async () => {
  const { make, search } = await member();
  const names = ['Vårdplanering ÅSA', 'vårdplanering åke', 'Asa', '100 % närvaro', '100 x närvaro'];
  for (const name of [...names, 'a_b', 'acb', String.raw`c:\d`, "o'brien", 'André'])
    await make({ name });
  const found = async (text: string) => namesIn(await search({ text, tab: 'all', sort: 'name' }));
  expect(await found('åSA')).toEqual(['Vårdplanering ÅSA']);
  expect(await found('VÅRDPLANERING')).toEqual(['vårdplanering åke', 'Vårdplanering ÅSA']);
  expect(await found('asa')).toEqual(['Asa']);
  expect(await found('0 % n')).toEqual(['100 % närvaro']);
  expect(await found('%')).toEqual(['100 % närvaro']);
  expect(await found('A_B')).toEqual(['a_b']);
  expect(await found(String.raw`:\D`)).toEqual([String.raw`c:\d`]);
  expect(await found("O'B")).toEqual(["o'brien"]);
  expect(await found('andre')).toEqual(['André']);
  expect(await found('\0')).toEqual([]);
  expect(await found('  ')).toHaveLength(10);
  expect((await search({ text: 'asa' })).totals).toMatchObject({ withoutTime: 1 });
});

test('a call ID is found however its digits are grouped, also a part of it', async () => {
  const { make, search } = await member();
  const { callId, id } = await make();
  await make();
  const parts = [callId, callId.slice(3), `${callId.slice(0, 3)} ${callId.slice(3, 6)}`];
  for (const text of parts) {
    const { spaces } = await search({ text, tab: 'all' });
    expect(spaces.map((space) => space.id)).toContain(id);
  }
  expect((await search({ text: callId })).spaces).toHaveLength(1);
});

test('a changed name is found by its new form alone', async () => {
  const { make, search, api } = await member();
  const { id } = await make({ name: 'Före' });
  await api.ask('PATCH', `/api/spaces/${id}`, { name: 'ÖVER' });
  expect((await search({ text: 'före' })).spaces).toEqual([]);
  expect(namesIn(await search({ text: 'över' }))).toEqual(['ÖVER']);
});

test('sorted by name in Swedish order, by time with those without last, each in both directions', async () => {
  const { make, search } = await member();
  for (const [name, startsAt] of [
    ['Öland', null],
    ['zebra', '2030-01-01T10:00:00.000Z'],
    ['Ärla', '2029-01-01T10:00:00.000Z'],
    ['Åsa', null],
    ['Anna', '2031-01-01T10:00:00.000Z'],
  ] as const)
    await make({ name, startsAt });
  const sorted = async (sort: SpaceSearch) => namesIn(await search({ tab: 'all', ...sort }));
  const byName = ['Anna', 'zebra', 'Åsa', 'Ärla', 'Öland'];
  expect(await sorted({ sort: 'name' })).toEqual(byName);
  expect(await sorted({ sort: 'name', direction: 'descending' })).toEqual(byName.toReversed());
  const upwards = await sorted({ sort: 'startsAt', direction: 'ascending' });
  expect(upwards.slice(0, 3)).toEqual(['Ärla', 'zebra', 'Anna']);
  const downwards = await sorted({ sort: 'startsAt', direction: 'descending' });
  expect(downwards.slice(0, 3)).toEqual(['Anna', 'zebra', 'Ärla']);
});

test('pages are disjoint and complete, and no page is larger than a hundred', async () => {
  const { make, search, api } = await member();
  for (let at = 0; at < 7; at += 1) await make({ name: 'Samma' });
  const pages = [1, 2, 3, 4].map((page) => search({ page, perPage: 3, sort: 'name' }));
  const ids = (await Promise.all(pages)).map(({ spaces }) => spaces.map(({ id }) => id));
  expect(ids.map((page) => page.length)).toEqual([3, 3, 1, 0]);
  expect(new Set(ids.flat()).size).toBe(7);
  for (const wrong of [
    { perPage: 101 },
    { perPage: 0 },
    { page: 0 },
    { page: 1.5 },
    { page: 1e9 },
    { text: 'x'.repeat(101) },
    { text: ['x'] },
    { sort: 'secret' },
    { tab: 'alla' },
    { more: 1 },
  ]) {
    const answer = await api.ask('POST', '/api/spaces/search', wrong);
    expect(answer).toMatchObject({ status: 400, body: { title: 'invalid' } });
  }
});

test('everybody sees their own and those they are convener of; only administrators see all, with owners', async () => {
  const [anna, bo] = [await member(), await member()];
  const unique = `Delat ${anna.account.username}`;
  const shared = await anna.make({ name: unique });
  await anna.make({ name: unique });
  expect((await bo.search({ text: unique })).spaces).toEqual([]);
  await server.conveners.add(shared.id, bo.account.username);
  const { spaces, totals } = await bo.search({ text: unique });
  expect(spaces).toMatchObject([{ id: shared.id, owner: null, presentCount: 0 }]);
  expect(totals.withoutTime).toBe(1);
  // Neither the owner's name nor the lists of others can be searched.
  expect((await bo.search({ text: anna.account.username.slice(1) })).spaces).toHaveLength(1);
  expect((await anna.search({ text: anna.account.username })).spaces).toHaveLength(2);

  const admin = await server.signInAdmin();
  const all = await admin.ask<SpacePage>('POST', '/api/spaces/search', { text: unique });
  expect(all.body.spaces).toHaveLength(2);
  const { username, displayName } = anna.account;
  for (const space of all.body.spaces) expect(space.owner).toEqual({ username, displayName });
});

test('administrators find spaces by their owner, in any case', async () => {
  const admin = await server.signInAdmin();
  const owner = await server.accounts.create('ÄRLA.Åkesson', 'password', 'staff', 'ÅSA Öman');
  await server.spaces.create({ name: 'Av Åsa', ownerId: owner.id });
  for (const text of ['åsa ÖM', 'ärla.å', 'Ärla.ÅKE']) {
    const { body } = await admin.ask<SpacePage>('POST', '/api/spaces/search', { text });
    expect(namesIn(body)).toEqual(['Av Åsa']);
  }
  const byOwner = await admin.ask<SpacePage>('POST', '/api/spaces/search', {
    sort: 'owner',
    tab: 'all',
  });
  expect(byOwner.body).toMatchObject({ sort: 'owner', direction: 'ascending' });
});

test('API tokens have the list that they had, without a change, and not this one', async () => {
  const space = await server.makeSpace();
  const { body } = await token.ask<Record<string, unknown>[]>('GET', '/api/spaces');
  const listed = body.find(({ id }) => id === space.id);
  expect(Object.keys(listed ?? {})).not.toContain('presentCount');
  expect(listed).toEqual((await token.ask('GET', `/api/spaces/${space.id}`)).body);
  for (const [method, path] of [
    ['POST', '/api/spaces/search'],
    ['GET', '/api/spaces/present'],
    ['GET', '/api/spaces/templates'],
  ] as const) {
    const answer = await token.ask(method, path, method === 'POST' ? {} : undefined);
    expect(answer).toMatchObject({ status: 401, body: { title: 'notSignedIn' } });
  }
});

test('how many are inside is told while they are, to those who may see the space', async () => {
  const [anna, bo] = [await member(), await member()];
  const space = await anna.make({ name: 'Pågår' });
  const present = async ({ api }: typeof anna) =>
    (await api.ask<SpacePresence>('GET', '/api/spaces/present')).body;
  expect(await present(anna)).toEqual([]);
  const guests = [await open(), await open(), await open()];
  for (const guest of guests) await guest.enter(space.callId, 'Elsa');
  expect(await present(anna)).toEqual([{ id: space.id, presentCount: 3 }]);
  expect(await present(bo)).toEqual([]);
  expect((await anna.search()).spaces).toMatchObject([{ id: space.id, presentCount: 3 }]);
  await guests[0]?.request('leave', {});
  await eventually(() => present(anna), [{ id: space.id, presentCount: 2 }]);
});

test('a page that only asks how many are inside does not keep its session', async () => {
  const { api } = await member();
  const later = (minutes: number) =>
    void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
  const status = async () => (await api.ask('GET', '/api/spaces/present')).status;
  later(40);
  expect(await status()).toBe(200);
  later(30);
  expect(await status()).toBe(401);
});

test('several are deleted at once: each is answered, ended and logged, and others’ stay', async () => {
  const [anna, bo] = [await member(), await member()];
  const mine = [await anna.make({ name: 'Ett' }), await anna.make({ name: 'Två' })];
  const other = await bo.make();
  const unknown = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
  const guest = await open();
  await guest.enter(mine[1]?.callId ?? other.callId, 'Elsa');
  const ids = [...mine.map(({ id }) => id), other.id, unknown, mine[0]?.id];
  const { status, body } = await anna.api.ask<SpaceDeletionResults>(
    'POST',
    '/api/spaces/deletions',
    { ids },
  );
  expect(status).toBe(200);
  expect(body).toEqual([
    ...mine.map(({ id }) => ({ id, outcome: 'deleted' })),
    { id: other.id, outcome: 'spaceUnknown' },
    { id: unknown, outcome: 'spaceUnknown' },
  ]);
  await guest.waitForNotice('meetingEnded');
  expect((await anna.search()).spaces).toEqual([]);
  expect((await bo.search()).spaces).toHaveLength(1);
  const logged = [];
  for await (const { deed, by, space } of server.audit.read({ search: anna.account.username }))
    if (deed === 'spaceDeleted') logged.push(`${by.name}: ${space?.name}`);
  expect(new Set(logged)).toEqual(
    new Set(['Ett', 'Två'].map((name) => `${anna.account.username}: ${name}`)),
  );
});

test('deletions need ids, no more than two hundred, and the right to manage', async () => {
  const { api, make } = await member();
  const { id } = await make();
  const uuid = (at: number) => `4f0c3a52-6f0e-4a53-9f6d-${String(at).padStart(12, '0')}`;
  const many = Array.from({ length: 201 }, (_, at) => uuid(at));
  for (const body of [
    {},
    { ids: [] },
    { ids: ['x'] },
    { ids: id },
    { ids: many },
    { ids: [id], all: true },
  ]) {
    const answer = await api.ask('POST', '/api/spaces/deletions', body);
    expect(answer).toMatchObject({ status: 400, body: { title: 'invalid' } });
  }
  expect((await api.ask('POST', '/api/spaces/deletions', { ids: many.slice(1) })).status).toBe(200);
  const stranger = await new Api(server).ask('POST', '/api/spaces/deletions', { ids: [id] });
  expect(stranger.status).toBe(401);
  const foreign = await new Api(server, { cookie: api.cookie, Origin: 'https://evil.example' }).ask(
    'POST',
    '/api/spaces/deletions',
    { ids: [id] },
  );
  expect(foreign).toMatchObject({ status: 403, body: { title: 'foreignOrigin' } });
  expect(await server.spaces.find(id)).toBeDefined();
});

const template = {
  name: 'Vårdplanering',
  lobby: 'everybody',
  admitsPhones: false,
  admitsRooms: true,
  deleteAfterDays: null,
} as const;

test('templates are one’s own, replaced by name, and deleted', async () => {
  const [anna, bo] = [await member(), await member()];
  const path = '/api/spaces/templates';
  const saved = await anna.api.ask<SpaceTemplate[]>('PUT', path, template);
  expect(saved.body).toMatchObject([template]);
  await anna.api.ask('PUT', path, { ...template, name: 'Åtgärd' });
  await anna.api.ask('PUT', path, { ...template, name: 'Avstämning' });
  const changed = { ...template, lobby: 'none', deleteAfterDays: 7 };
  const { body } = await anna.api.ask<SpaceTemplate[]>('PUT', path, changed);
  expect(body.map(({ name }) => name)).toEqual(['Avstämning', 'Vårdplanering', 'Åtgärd']);
  expect(body[1]).toEqual({ ...changed, id: saved.body[0]?.id });
  expect((await bo.api.ask('GET', path)).body).toEqual([]);
  const one = `${path}/${saved.body[0]?.id}`;
  expect(await bo.api.ask('DELETE', one)).toMatchObject({
    status: 404,
    body: { title: 'templateUnknown' },
  });
  expect((await anna.api.ask('DELETE', one)).status).toBe(204);
  expect((await anna.api.ask<SpaceTemplate[]>('GET', path)).body).toHaveLength(2);
});

test('templates are limited in number and size', async () => {
  const { api } = await member();
  const save = (more: object) => api.ask('PUT', '/api/spaces/templates', { ...template, ...more });
  for (let at = 0; at < 20; at += 1) expect((await save({ name: `${at}` })).status).toBe(200);
  expect(await save({ name: 'en till' })).toMatchObject({
    status: 409,
    body: { title: 'tooMany' },
  });
  expect((await save({ name: '19' })).status).toBe(200);
  for (const more of [
    { name: '' },
    { name: 'x'.repeat(61) },
    { name: 'a\u202eb' },
    { deleteAfterDays: 0 },
    { lobby: 'x' },
    { callId: '1' },
  ])
    expect(await save(more)).toMatchObject({ status: 400, body: { title: 'invalid' } });
});

test.each([
  ['the last one left', (guest: Page) => guest.request('leave', {})],
  ['the meeting was ended', (_: Page, end: () => Promise<unknown>) => end()],
])('the last use is when %s, not when the first one came', async (_, end) => {
  const { api, make } = await member();
  const space = await make();
  const lastUsedAt = async () => (await server.spaces.find(space.id))?.lastUsedAt ?? '';
  const guest = await open();
  await guest.enter(space.callId, 'Elsa');
  await eventually(async () => (await lastUsedAt()) !== '', true);
  const came = await lastUsedAt();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 60_000 });
  await end(guest, () => api.ask('POST', `/api/spaces/${space.id}/end-meeting`));
  await eventually(
    async () => Date.parse(await lastUsedAt()) - Date.parse(came) >= 40 * 60_000,
    true,
  );
});

test('one account cannot search all the time, and no other has to wait for it', async () => {
  const { api } = await member();
  const { search } = await member();
  const asked = Array.from({ length: 130 }, () => api.ask('POST', '/api/spaces/search', {}));
  const refused = (await Promise.all(asked)).filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ status: 429, body: { title: 'tooFast' } });
  expect(await search()).toMatchObject({ spaces: [] });
});

test('others have their turn while many spaces are being deleted', async () => {
  const { api, make } = await member();
  const ids: string[] = [];
  for (let at = 0; at < 40; at += 1) ids.push((await make()).id);
  const exists = async (at: number) =>
    (await server.spaces.find(ids.at(at) as Space['id'])) !== undefined;
  const deleting = api.ask<SpaceDeletionResults>('POST', '/api/spaces/deletions', { ids });
  while (await exists(0)) await nextTurn();
  expect(await exists(-1)).toBe(true);
  expect((await deleting).body.filter(({ outcome }) => outcome === 'deleted')).toHaveLength(40);
});
