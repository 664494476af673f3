// A data folder from version 0.1.0: this version opens it, and finds all of its data.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountDescription, AccountPage } from '@distansmote/shared/accountsApi.ts';
import type { AuditPage } from '@distansmote/shared/auditApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { makeFolder } from '@distansmote/testkit/server/dataFolder.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

/** What its HTTP API answered just before it was stopped, and what only its users know. */
interface Known {
  passwords: Record<string, string>;
  token: { token: string };
  spaces: SpaceDescription[];
  deletedCallIds: string[];
  conveners: unknown;
  confirmations: unknown;
  accounts: unknown;
  audit: AuditPage;
}

const FIXTURE = join(import.meta.dirname, 'fixtures/data-0.1.0');
const known = JSON.parse(readFileSync(join(FIXTURE, 'known.json'), 'utf8')) as Known;

let folder: string;
let server: TestServer;

beforeAll(async () => {
  const made = makeFolder();
  ({ folder } = made);
  cpSync(join(FIXTURE, 'folder'), folder, { recursive: true });
  server = await startTestServer({ DATA_DIR: folder, PHONE_NUMBER: '0480-44 55 11' });
  return async () => {
    await server.stop();
    made.remove();
  };
});

const signIn = (username: string) => Api.signIn(server, username, known.passwords[username] ?? '');

async function read<Body>(api: Api, path: string): Promise<Body> {
  const { status, body } = await api.ask<Body>('GET', path);
  expect(status).toBe(200);
  return body;
}

test('everybody signs in with their old password, except to a closed account', async () => {
  for (const username of Object.keys(known.passwords)) await signIn(username);
  await expect(Api.signIn(server, 'eva', 'anything')).rejects.toThrow('401');
});

const spaceOf = (name: string): SpaceDescription => {
  const found = known.spaces.find((space) => space.name === name);
  if (found === undefined) throw new Error(`no space ${name} in the fixture`);
  return found;
};

/** The same secret in the form that invitations have now; the form of the fixture goes on working (invitation.test.ts). */
/** And with what spaces have got since. */
const asToday = (space: SpaceDescription): SpaceDescription => {
  const { origin, searchParams } = new URL(space.guestLink);
  const guestLink = `${origin}/meeting/${space.callId}#${searchParams.get('secret')}`;
  return { ...space, guestLink, allowsRingMe: true };
};

test('spaces, conveners and confirmations are unchanged', async () => {
  const anna = await signIn('anna');
  expect(await read(anna, '/api/spaces')).toEqual(known.spaces.map(asToday));
  const { id } = spaceOf('Vårdplanering Torsås 9');
  expect(await read(anna, `/api/spaces/${id}/conveners`)).toEqual(known.conveners);
  const confirmed = spaceOf('Öppet rum');
  expect(await read(anna, `/api/spaces/${confirmed.id}/confirmations`)).toEqual(
    known.confirmations,
  );
});

test('accounts are there, and every entry of the audit log', async () => {
  const admin = await signIn('admin');
  const accounts = await read<AccountDescription[]>(admin, '/api/accounts');
  expect(accounts.map((one) => ({ ...one, lastSignInAt: undefined }))).toEqual(known.accounts);
  const found = await admin.ask<AccountPage>('POST', '/api/accounts/search', { text: 'anna' });
  expect(found.body.total).toBe(1);
  const { entries } = await read<AuditPage>(admin, '/api/audit');
  expect(entries).toEqual(expect.arrayContaining(known.audit.entries));
});

test('an old API token creates spaces', async () => {
  const api = new Api(server, { Authorization: `Bearer ${known.token.token}` });
  const { status, body } = await api.ask<SpaceDescription>('POST', '/api/spaces', { name: 'Nytt' });
  expect(status).toBe(201);
  expect(known.deletedCallIds).not.toContain(body.callId);
});

test('an old guest link opens its meeting', async () => {
  const space = spaceOf('Vårdplanering Torsås 9');
  const page = await Page.open(server);
  onTestFinished(() => page.close());
  page.secret = new URL(space.guestLink).searchParams.get('secret') ?? '';
  const { meetingName } = await page.enter(space.callId, 'Dotter Berit');
  expect(meetingName).toBe(space.name);
});

test('issued call IDs stay issued: one that was deleted is not issued again', async () => {
  const callIds = readFileSync(join(folder, 'given-out.log'), 'utf8');
  for (const callId of known.deletedCallIds) {
    expect(callIds).toContain(callId);
    const { status } = await new Api(server).ask('GET', `/api/meetings/${callId}`);
    expect(status).toBe(404);
  }
});
