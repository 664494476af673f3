// `npm run backup` copies the database while the server writes to it, never overwrites a copy, and its copy can be
// restored.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { backUp, restore, runBackup } from '@distansmote/testkit/database/backups.ts';
import {
  isPostgres,
  newDatabase,
  envOf,
  openSpaceStore,
  openTestDatabase,
} from '@distansmote/testkit/database/databases.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';

vi.setConfig({ testTimeout: 120_000 });

test('a backup of a busy server has everything acknowledged before it', async () => {
  const settings = await newDatabase();
  const API_TOKEN = 'token-for-tests';
  const headers = { Authorization: `Bearer ${API_TOKEN}` };
  const program = await startProgram(settings.DATA_DIR, { API_TOKEN, ...envOf(settings) });
  const spaces = `http://127.0.0.1:${(await readyAddress(program)).port}/api/spaces`;
  const made = new Map<string, SpaceDescription>();
  const deleting = new Set<string>();
  const deleted = new Set<string>();
  const enough = new AbortController();
  async function write(): Promise<void> {
    for (let count = 0; !enough.signal.aborted; count += 1) {
      const answer = await fetch(spaces, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: `Möte ${count}` }),
      });
      const space = (await answer.json()) as SpaceDescription;
      made.set(space.id, space);
      if (count % 2 === 0) continue;
      deleting.add(space.id);
      expect((await fetch(`${spaces}/${space.id}`, { method: 'DELETE', headers })).status).toBe(
        204,
      );
      deleted.add(space.id);
    }
  }
  const writing = [write(), write()];
  await vi.waitFor(() => expect(made.size).toBeGreaterThan(30), { timeout: 60_000 });

  const before = { made: [...made.keys()], deleted: [...deleted] };
  const backup = await backUp(settings);
  const deletingAfter = new Set(deleting);
  const madeAfter = made.size;
  expect(madeAfter).toBeGreaterThan(before.made.length);
  enough.abort();
  await Promise.all(writing);
  const all = (await (await fetch(spaces, { headers })).json()) as SpaceDescription[];
  program.process.kill('SIGTERM');
  await program.ended;

  const restored = await (await openSpaceStore(await restore(backup, tempFolder()))).list();
  const there = new Map(restored.map((space) => [String(space.id), space]));
  const expected = before.made.filter((id) => !deletingAfter.has(id));
  expect(expected.length).toBeGreaterThan(0);
  for (const id of expected) {
    const { name, callId, createdAt } = made.get(id) ?? {};
    expect(there.get(id)).toMatchObject({ id, name, callId, createdAt });
  }
  expect(before.deleted.filter((id) => there.has(id))).toEqual([]);
  // Nothing else, except the trial space of the first start.
  expect([...there.keys()].filter((id) => !made.has(id))).toHaveLength(1);
  // The server that was copied has lost nothing.
  expect(all).toHaveLength(1 + made.size - deleted.size);
});

test('a copy is private to its owner, says how to restore it, and contains no deleted data', async () => {
  const settings = await newDatabase();
  const store = await openSpaceStore(settings);
  const gone = await store.create({ name: 'Borta för alltid', ownerId: null });
  await store.delete(gone.id);
  const backup = await backUp(settings);
  const copy = isPostgres ? 'distansmote.dump' : 'distansmote.sqlite';
  expect(readdirSync(backup).sort()).toEqual(['RESTORE.txt', copy]);
  expect(statSync(backup).mode & 0o777).toBe(0o700);
  for (const name of [copy, 'RESTORE.txt'])
    expect(statSync(join(backup, name)).mode & 0o777, name).toBe(0o600);
  const text = readFileSync(join(backup, 'RESTORE.txt'), 'utf8');
  for (const word of [copy, settings.DATA_DIR, 'given-out.log']) expect(text).toContain(word);
  if (!isPostgres) expect(readFileSync(join(backup, copy), 'latin1')).not.toContain(gone.secret);
});

test('existing files are never overwritten', async () => {
  const settings = await newDatabase();
  await openSpaceStore(settings);
  const into = tempFolder();
  // Covers every second at which it may run.
  const names = Array.from({ length: 60 }, (_, seconds) => {
    const time = new Date(Date.now() + seconds * 1000).toISOString();
    return `distansmote-${time.slice(0, 19).replaceAll(':', '-')}Z`;
  });
  for (const name of names) mkdirSync(join(into, name));
  const { code, err } = await runBackup([into], envOf(settings));
  expect(code).toBe(1);
  expect(err).toMatch(/^No backup was made\. .* is there already/);
  expect(readdirSync(into)).toEqual(names);
  for (const name of names) expect(readdirSync(join(into, name))).toEqual([]);
});

test('a failed copy is reported in one line, and leaves no folder', async () => {
  const into = tempFolder();
  const none = isPostgres
    ? {
        DATA_DIR: tempFolder(),
        DATABASE_URL: `postgres://u:hunter2@127.0.0.1:${await freePort()}/d`,
      }
    : { DATA_DIR: tempFolder() };
  const { code, out, err } = await runBackup([into], none);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.trimEnd()).not.toContain('\n');
  expect(err).toContain(isPostgres ? 'Connection refused' : 'There is no database');
  expect(err).not.toContain('hunter2');
  expect(readdirSync(into)).toEqual([]);
  // Looking for a database must not create one.
  expect(readdirSync(none.DATA_DIR)).toEqual([]);
});

const onPostgres = isPostgres ? test : () => undefined;
onPostgres('without pg_dump it says what to install', async () => {
  const settings = await newDatabase();
  const { code, err } = await runBackup([tempFolder()], {
    ...envOf(settings),
    PATH: '/nowhere',
  });
  expect(code).toBe(1);
  expect(err).toContain('pg_dump is missing here: install it');
});

test('a folder that cannot be created is named', async () => {
  const settings = await newDatabase();
  await openSpaceStore(settings);
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  const { code, err } = await runBackup([file], envOf(settings));
  expect(code).toBe(1);
  expect(err).toContain(`No folder can be made in ${file}`);
});

test.each([[[]], [['']], [['--help']], [['a', 'b']]])('%j prints the usage', async (args) => {
  const { code, err } = await runBackup(args, { DATA_DIR: tempFolder() });
  expect(code).toBe(2);
  expect(err).toContain('npm run backup -- <folder>');
});

test.runIf(isPostgres)('a backup has no counts of guesses', async () => {
  const settings = await newDatabase();
  const database = await openTestDatabase(settings);
  await sql`insert into "sharedCounts" values ('\\x00', 1, 9e12)`.execute(database);
  const restored = await openTestDatabase(await restore(await backUp(settings), tempFolder()));
  expect((await sql`select from "sharedCounts"`.execute(restored)).rows).toEqual([]);
});
