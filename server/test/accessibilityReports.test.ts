// The accessibility statement and the messages about faults, over HTTP: anybody writes, administrators read and delete.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  FAULT_REPORT_MAX_LENGTH,
  MAX_ACCESSIBILITY_REPORTS,
  MAX_REPORT_DELETIONS,
  REPLY_TO_MAX_LENGTH,
} from '@distansmote/shared/accessibilityLimits.ts';
import { envOf, newDatabase, openTestDatabase } from '@distansmote/testkit/database/databases.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';
import { afterEach, expect, test } from 'vitest';
import { createAccessibilityReports } from '../src/accessibility/accessibilityReports.ts';

const running: Awaited<ReturnType<typeof startTestServer>>[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function start(settings: Record<string, string> = {}) {
  const server = await startTestServer({ ...envOf(await newDatabase()), ...settings });
  running.push(server);
  return server;
}

const write = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/accessibility-reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('whoever is not signed in sends a message, which administrators read and delete', async () => {
  const { url, signInAdmin } = await start();
  expect((await write(url, { text: 'Knappen syns inte.\nPå min telefon.' })).status).toBe(204);
  expect((await write(url, { text: ' Hej ', replyTo: '070-123 45 67' })).status).toBe(204);
  const admin = await signInAdmin();
  const listed = await admin.ask('GET', '/api/accessibility-reports');
  expect(listed.status).toBe(200);
  const reports = listed.body as { id: string; text: string; replyTo: string | null }[];
  expect(reports.map(({ text, replyTo }) => `${text} ${replyTo}`).toSorted()).toEqual([
    'Hej 070-123 45 67',
    'Knappen syns inte.\nPå min telefon. null',
  ]);
  // Nothing else is kept of whoever wrote.
  expect(Object.keys(reports[0] ?? {}).toSorted()).toEqual(['id', 'replyTo', 'sentAt', 'text']);
  const ids = reports.map(({ id }) => id);
  const path = '/api/accessibility-reports/deletions';
  expect((await admin.ask('POST', path, { ids })).status).toBe(204);
  // Gone already: no error, and no second entry in the log.
  expect((await admin.ask('POST', path, { ids })).status).toBe(204);
  expect((await admin.ask('GET', '/api/accessibility-reports')).body).toEqual([]);
  const { entries } = (await admin.ask('GET', '/api/audit?kind=accessibility')).body as {
    entries: { deed: string; detail: string }[];
  };
  expect(entries.map(({ deed, detail }) => [deed, detail])).toEqual([
    ['accessibilityReportsDeleted', '2'],
  ]);
});

test('nobody but administrators reads or deletes', async () => {
  const { url } = await start({ API_TOKEN: 'token-of-the-tests' });
  const authorization = { Authorization: 'Bearer token-of-the-tests' };
  for (const headers of [{}, authorization]) {
    expect((await fetch(`${url}/api/accessibility-reports`, { headers })).status).toBe(401);
    const deletion = await fetch(`${url}/api/accessibility-reports/deletions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ ids: [crypto.randomUUID()] }),
    });
    expect(deletion.status).toBe(401);
  }
});

test.each([
  ['nothing', {}, 400],
  ['no visible character', { text: ' \u202e\u0000 ' }, 400],
  ['too long', { text: 'å'.repeat(FAULT_REPORT_MAX_LENGTH + 1) }, 400],
  ['something else', { text: 'a', from: 'me' }, 400],
  ['an invisible address', { text: 'a', replyTo: 'a\u202eb' }, 400],
  ['an empty address', { text: 'a', replyTo: '  ' }, 400],
  ['a long address', { text: 'a', replyTo: 'a'.repeat(101) }, 400],
  ['two megabytes', { text: 'a'.repeat(2_000_000) }, 413],
])('%s is refused by name', async (_, body, status) => {
  const { url } = await start();
  const response = await write(url, body);
  expect(response.status).toBe(status);
  const { title } = (await response.json()) as { title: string };
  expect(title).toBe(status === 413 ? 'tooLarge' : 'invalid');
});

test.each(['å', 'あ', '"', '😀'])('the longest message fits, written all in %s', async (letter) => {
  const { url } = await start();
  const of = (length: number) => letter.repeat(length / letter.length);
  const report = { text: of(FAULT_REPORT_MAX_LENGTH), replyTo: of(REPLY_TO_MAX_LENGTH) };
  expect((await write(url, report)).status).toBe(204);
});

test('an administrator empties a full box in a few requests, and nothing of it is left on the disk', async () => {
  const settings = await newDatabase();
  const reports = createAccessibilityReports(await openTestDatabase(settings));
  for (let number = 0; number < MAX_ACCESSIBILITY_REPORTS; number += 1)
    await reports.add({ text: `hemligt-ord-7261 ${number}` });
  const ids = (await reports.list()).map(({ id }) => id);
  const server = await startTestServer(envOf(settings));
  running.push(server);
  const admin = await server.signInAdmin();
  const remove = (some: string[]) =>
    admin.ask('POST', '/api/accessibility-reports/deletions', { ids: some });
  expect((await remove(ids)).status).toBe(413);
  expect((await remove(ids.slice(0, MAX_REPORT_DELETIONS + 1))).status).toBe(400);
  for (let from = 0; from < ids.length; from += MAX_REPORT_DELETIONS)
    expect((await remove(ids.slice(from, from + MAX_REPORT_DELETIONS))).status).toBe(204);
  expect((await admin.ask('GET', '/api/accessibility-reports/count')).body).toEqual({ count: 0 });
  const files = readdirSync(settings.DATA_DIR).map((name) => join(settings.DATA_DIR, name));
  for (const file of files.filter((name) => statSync(name).isFile()))
    expect(readFileSync(file).includes('hemligt-ord-7261'), file).toBe(false);
});

test('another origin cannot have its visitors write', async () => {
  const { url } = await start();
  const response = await write(url, { text: 'a' }, { Origin: 'https://evil.example' });
  expect(response.status).toBe(403);
});

test('one address writes five at once, others go on, and a full box keeps what is in it', async () => {
  const server = await start({ TRUSTED_PROXIES: '127.0.0.1' });
  const from = (address: string) =>
    write(server.url, { text: address }, { 'X-Forwarded-For': address });
  const answers = await Promise.all(Array.from({ length: 7 }, () => from('192.0.2.1')));
  const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
  expect(statuses).toEqual([204, 204, 204, 204, 204, 429, 429]);
  // Of one IPv6 site, too.
  for (let host = 1; host <= 5; host += 1)
    expect((await from(`2001:db8:1:${host}::1`)).status).toBe(204);
  expect((await from('2001:db8:1:6::1')).status).toBe(429);
  expect((await from('192.0.2.2')).status).toBe(204);
  // All addresses together spend what is for the process.
  let filled = 0;
  for (let host = 1; host < 100; host += 1)
    if ((await from(`198.51.100.${host}`)).status === 204) filled += 1;
  expect(filled).toBeGreaterThan(30);
  expect(filled).toBeLessThan(60);
});

test('as many as are kept', async () => {
  const reports = createAccessibilityReports(await openTestDatabase(await newDatabase()));
  for (let number = 0; number < MAX_ACCESSIBILITY_REPORTS; number += 1)
    expect(await reports.add({ text: String(number) })).toBe(true);
  expect(await reports.add({ text: 'one more' })).toBe(false);
  expect(await reports.list()).toHaveLength(MAX_ACCESSIBILITY_REPORTS);
});

test('the statement says what the operator has set, and nothing where nothing is', async () => {
  const blank = await start();
  const statement = await (await fetch(`${blank.url}/api/accessibility-statement`)).json();
  expect(statement).toEqual({
    conformity: 'partial',
    assessedOn: null,
    updatedOn: null,
    method: null,
    shortcomings: null,
    exemptions: null,
    outside: null,
  });
  const filled = await start({
    ACCESSIBILITY_CONFORMITY: 'full',
    ACCESSIBILITY_ASSESSED: '2026-11-02',
    ACCESSIBILITY_METHOD: 'Av oss själva, med tangentbord och skärmläsare.',
  });
  expect(await (await fetch(`${filled.url}/api/accessibility-statement`)).json()).toMatchObject({
    conformity: 'full',
    assessedOn: '2026-11-02',
    method: 'Av oss själva, med tangentbord och skärmläsare.',
  });
});
