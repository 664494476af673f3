// What the audit log records, who may read it, and what it must never contain.
import type { AccountWithPassword, ApiTokenWithSecret } from '@distansmote/shared/accountsApi.ts';
import type { AuditKind, AuditPage, AuditSearch } from '@distansmote/shared/auditApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { auditEntries, actionsOf, inShort } from '@distansmote/testkit/server/auditEntries.ts';
import { readTable } from '@distansmote/testkit/database/databases.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { RATES } from '../src/limits/limits.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const GRACE_MS = 300;
const { server, open, openAs, signIn } = await sharedServer(
  {
    API_TOKEN: 'token-for-tests',
    AUDIT_DAYS: '90',
  },
  { graceMs: GRACE_MS },
);
const admin = await server.signInAdmin();

async function read(search: AuditSearch = {}): Promise<AuditPage> {
  const answer = await admin.ask<AuditPage>('POST', '/api/audit/search', search);
  expect(answer.status).toBe(200);
  return answer.body;
}

test('the first start is recorded', async () => {
  const { entries, keptDays } = await read();
  expect(entries.map(inShort).reverse()).toEqual([
    'spaceCreated service: Provmöte',
    'accountCreated service: admin administrator',
    'signedIn account:admin',
  ]);
  expect(keptDays).toBe(90);
});

test('the life of a space, by a person and by systems', async () => {
  const { token } = (
    await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', { name: 'Cosmic' })
  ).body;
  const cosmic = new Api(server, { Authorization: `Bearer ${token}` });
  const operator = new Api(server, { Authorization: 'Bearer token-for-tests' });
  const { id, callId } = (await cosmic.ask<SpaceDescription>('POST', '/api/spaces', { name: 'A' }))
    .body;
  await admin.ask('PATCH', `/api/spaces/${id}`, { name: 'B', lobby: 'everybody' });
  await admin.ask('PATCH', `/api/spaces/${id}`, {});
  await admin.ask('PATCH', `/api/spaces/${id}`, { lobby: 'nonsense' });
  await admin.ask('GET', `/api/spaces/${id}`);
  await operator.ask('DELETE', `/api/spaces/${id}`);
  await operator.ask('DELETE', `/api/spaces/${id}`);
  expect(await actionsOf(server.audit, callId)).toEqual([
    'spaceCreated apiToken:Cosmic A',
    'spaceChanged account:admin B',
    'spaceDeleted apiToken:API_TOKEN B',
  ]);
});

test('adding and removing conveners', async () => {
  const { id, callId } = await server.makeSpace('Delat');
  const { account } = await openAs('staff');
  const of = `/api/spaces/${id}/conveners`;
  await admin.ask('POST', of, { username: account.username.toUpperCase() });
  await admin.ask('POST', of, { username: 'nobody-of-that-name' });
  await admin.ask('DELETE', `${of}/${account.id}`);
  await admin.ask('DELETE', `${of}/${account.id}`);
  expect(await actionsOf(server.audit, callId)).toEqual([
    `convenerAdded account:admin ${account.username} Delat`,
    `convenerRemoved account:admin ${account.username} Delat`,
  ]);
});

test('a refused action is not recorded', async () => {
  const space = await server.makeSpace('Någon annans');
  const { account } = await openAs('staff');
  const token = await server.accounts.openSession(account);
  const staff = new Api(server, { cookie: `session=${token}` });
  for (const who of [staff, new Api(server)]) {
    await who.ask('PATCH', `/api/spaces/${space.id}`, { name: 'Mitt' });
    await who.ask('DELETE', `/api/spaces/${space.id}`);
  }
  expect(await actionsOf(server.audit, space.callId)).toEqual([]);
});

test('accounts and API tokens, but neither passwords nor token values', async () => {
  const made = await admin.ask<AccountWithPassword>('POST', '/api/accounts', {
    username: 'Reviderad',
  });
  const { account, password } = made.body;
  const of = `/api/accounts/${account.id}`;
  await admin.ask('POST', '/api/accounts', { username: 'reviderad' });
  await admin.ask('GET', of);
  await admin.ask('PUT', `${of}/role`, { role: 'administrator' });
  const reset = await admin.ask<AccountWithPassword>('POST', `${of}/password`);
  await admin.ask('POST', `${of}/close`);
  await admin.ask('POST', `${of}/reopen`);
  const token = await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', {
    name: 'reviderad nyckel',
  });
  await admin.ask('DELETE', `/api/api-tokens/${token.body.id}`);
  await admin.ask('DELETE', `/api/api-tokens/${token.body.id}`);
  expect(await actionsOf(server.audit, 'reviderad')).toEqual([
    'accountCreated account:admin reviderad staff',
    'roleChanged account:admin reviderad administrator',
    'passwordReset account:admin reviderad',
    'accountClosed account:admin reviderad',
    'accountReopened account:admin reviderad',
    'apiTokenCreated account:admin reviderad nyckel',
    'apiTokenRevoked account:admin reviderad nyckel',
  ]);
  const rows = JSON.stringify(
    await readTable({ DATA_DIR: server.folder, DATABASE_URL: undefined }, 'auditLog'),
  );
  for (const secret of [password, reset.body.password, token.body.token]) {
    expect(rows).not.toContain(secret);
  }
});

test.each([
  ['GET', '/api/audit'],
  ['POST', '/api/audit/search'],
  ['GET', '/api/audit.csv'],
  ['POST', '/api/audit/search.csv'],
] as const)('%s %s is for administrators only', async (method, path) => {
  const body = method === 'POST' ? { text: 'anna' } : undefined;
  const { account } = await openAs('staff');
  const session = await server.accounts.openSession(account);
  const staff = await new Api(server, { cookie: `session=${session}` }).ask(method, path, body);
  expect([staff.status, staff.body]).toEqual([
    403,
    expect.objectContaining({ title: 'notAdministrator' }),
  ]);
  const { token } = (
    await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', { name: 'Cosmic' })
  ).body;
  for (const bearer of ['token-for-tests', token]) {
    const system = new Api(server, { Authorization: `Bearer ${bearer}` });
    expect((await system.ask(method, path, body)).status).toBe(401);
  }
  expect((await new Api(server).ask(method, path, body)).status).toBe(401);
  const answer = await admin.ask(method, path, body);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  if (method === 'GET') return;
  const foreign = new Api(server, { cookie: admin.cookie, origin: 'https://evil.example' });
  expect((await foreign.ask(method, path, body)).body).toMatchObject({ title: 'foreignOrigin' });
});

test.each(['/api/audit', '/api/audit.csv'])('%s can be changed by nobody', async (path) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect((await admin.ask(method, path)).status).toBe(404);
});

test('the log is read in pages, and new entries do not shift them', async () => {
  for (const about of ['1', '2', '3', '4', '5']) {
    await server.audit.record({
      action: 'entered',
      actor: { kind: 'guest', name: 'sida' },
      subject: about,
    });
  }
  const first = await read({ text: 'sida', limit: 2 });
  await server.audit.record({
    action: 'entered',
    actor: { kind: 'guest', name: 'sida' },
    subject: '6',
  });
  const [, last] = first.entries;
  const second = await read({ text: 'sida', limit: 3, before: last?.id });
  expect(first.entries.map(({ about }) => about)).toEqual(['5', '4']);
  expect(second.entries.map(({ about }) => about)).toEqual(['3', '2', '1']);
  expect([first.hasMore, second.hasMore]).toEqual([true, false]);
});

test.each([
  'limit=0',
  'limit=201',
  'limit=x',
  'before=1',
  "before=' OR 1=1 --",
  'from=yesterday',
  'until=2026-11-25',
  // A name, which proxies would log.
  'search=anna',
  'text=anna',
  'kind=chat',
  'language=sv',
])('an invalid query is refused: %s', async (query) => {
  const { status, body } = await admin.ask('GET', `/api/audit?${query}`);
  expect([status, body]).toEqual([400, expect.objectContaining({ title: 'invalid' })]);
});

test.each([
  { limit: 0 },
  { limit: 201 },
  { limit: '50' },
  { before: '1' },
  { before: "' OR 1=1 --" },
  { from: 'yesterday' },
  { until: '2026-11-25' },
  { text: ['a', 'b'] },
  { text: 'x'.repeat(101) },
  { search: 'a' },
  { kind: 'chat' },
  { language: 'sv' },
])('an invalid search is refused: %j', async (body) => {
  const { status, body: problem } = await admin.ask('POST', '/api/audit/search', body);
  expect([status, problem]).toEqual([400, expect.objectContaining({ title: 'invalid' })]);
});

test('the older requests still filter by all but names', async () => {
  const actor = { kind: 'account', name: 'as before' } as const;
  await server.audit.record({ action: 'apiTokenUsed', actor });
  const filter = `kind=apiToken&from=${new Date(Date.now() - 60_000).toISOString()}`;
  const page = await admin.ask<AuditPage>('GET', `/api/audit?${filter}&limit=1`);
  expect(page.body.entries).toMatchObject([{ deed: 'apiTokenUsed', by: actor }]);
  const { body } = await admin.ask('GET', `/api/audit.csv?${filter}&language=en`);
  expect(body).toContain('as before');
});

test('an administrator who reads on and on is told to wait, and no other', async () => {
  const { cookie } = await signIn('administrator');
  const one = new Api(server, { cookie });
  let [granted, last] = [-1, 200];
  for (; last === 200; granted += 1)
    last = (await one.ask('POST', '/api/audit/search', { until: '2000-01-01T00:00:00Z' })).status;
  expect(last).toBe(429);
  expect(granted).toBeGreaterThanOrEqual(RATES.auditReads.perAccount.burst);
  expect((await one.ask('POST', '/api/audit/search.csv', {})).status).toBe(429);
  expect((await admin.ask('POST', '/api/audit/search', {})).status).toBe(200);
});

/** As the raw bytes. */
async function csv(search: Record<string, string>): Promise<{ headers: Headers; text: string }> {
  const answer = await fetch(`${server.url}/api/audit/search.csv`, {
    method: 'POST',
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(search),
  });
  expect(answer.status).toBe(200);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  return { headers: answer.headers, text };
}

test('the CSV opens in a Swedish spreadsheet, and no name in it becomes a formula', async () => {
  const { callId, id } = await server.makeSpace('=HYPERLINK("https://evil.example";"Möte")');
  const guest = await open();
  for (const name of ['=1+1', '+46 70', '-2+3', '@SUM(A1)', 'Bo,=1+1', 'Åsa; "Ö"']) {
    await guest.enter(callId, name);
    await guest.request('leave', {});
  }
  await actionsOf(server.audit, callId);
  const { headers, text } = await csv({ text: callId });
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="handelselogg-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const lines = text.split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFFTid (svensk tid);Vem;Slag;Gjorde;Gäller;Roll;Möte;Samtals-ID;Mötets id;Närmare',
  );
  expect(lines.at(-1)).toBe('');
  const space = `"'=HYPERLINK(""https://evil.example"";""Möte"")";${callId};${id};`;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00;/;
  for (const line of lines.slice(1, -1)) expect(line).toMatch(time);
  expect(lines.slice(1, -1).map((line) => line.replace(time, ''))).toEqual(
    [`"Åsa; ""Ö"""`, `"Bo,=1+1"`, `'@SUM(A1)`, `'-2+3`, `'+46 70`, `'=1+1`].flatMap((name) =>
      ['Lämnade mötet', 'Gick in i mötet'].map((did) => `${name};Gäst;${did};${name};;${space}`),
    ),
  );
});

test('one kind of action at a time, on the page and in the CSV', async () => {
  const name = crypto.randomUUID();
  const actor = { kind: 'account', name } as const;
  for (const action of [
    'signedIn',
    'entered',
    'left',
    'muted',
    'spaceCreated',
    'signedOut',
  ] as const)
    await server.audit.record({ action, actor });
  const deeds = async (kind: AuditKind) =>
    (await read({ text: name, kind })).entries.map(({ deed }) => deed);
  expect(await deeds('signIn')).toEqual(['signedOut', 'signedIn']);
  expect(await deeds('attendance')).toEqual(['left', 'entered']);
  expect(await deeds('apiToken')).toEqual([]);
  expect((await csv({ text: name, kind: 'moderation' })).text.split('\r\n')).toHaveLength(3);
});

test('the CSV is complete however long, in the requested language and period', async () => {
  for (let n = 0; n < 1500; n += 1) {
    server.audit.recordAsync({
      action: 'entered',
      actor: { kind: 'guest', name: 'många' },
      subject: `${n}`,
    });
  }
  await actionsOf(server.audit, '');
  const { headers, text } = await csv({ text: 'många', language: 'en' });
  expect(headers.get('content-disposition')).toContain('audit-log-');
  const [head, ...lines] = text.trimEnd().split('\r\n');
  expect(head).toBe(
    '\uFEFFTime (Swedish time);Who;Kind;Did;About;Role;Meeting;Call ID;Meeting’s id;Detail',
  );
  expect(lines.map((line) => line.split(';')[4])).toEqual(
    Array.from({ length: 1500 }, (_, n) => `${1499 - n}`),
  );
  const from = new Date(Date.now() + 60_000).toISOString();
  expect((await csv({ from })).text.trimEnd().split('\r\n')).toHaveLength(1);
  expect((await csv({ until: from, text: 'många' })).text.split('\r\n')).toHaveLength(1502);
});

test('entries are on disk after a stop; the next start deletes expired entries and records expired spaces', async () => {
  const DATA_DIR = tempFolder();
  const first = await startTestServer({ DATA_DIR });
  const { callId } = await first.spaces.create({ name: 'Kort', ownerId: null, deleteAfterDays: 1 });
  const page = await Page.open(first);
  await page.enter(callId, 'Lars');
  await first.stop();
  const kept = await readTable({ DATA_DIR, DATABASE_URL: undefined }, 'auditLog');
  expect(kept.map(({ deed, byName }) => [deed, byName])).toContainEqual(['entered', 'Lars']);

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 24 * 60 * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  const second = await startTestServer({ DATA_DIR, AUDIT_DAYS: '2' });
  onTestFinished(() => second.stop());
  await eventually(
    async () => (await auditEntries(second.audit)).map(inShort),
    ['spaceDeleted service: Kort'],
  );
});
