// An unusable database stops the start with one line that says which and why, but not the password.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { startProgram } from '@distansmote/testkit/server/program.ts';

// Whole processes are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

async function refusalOf(DATABASE_URL: string, folder = tempFolder()): Promise<string> {
  const program = await startProgram(folder, { DATABASE_URL });
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.printed.out).toBe('');
  const line = program.printed.err.trimEnd();
  expect(line).not.toContain('\n');
  expect(line).not.toContain('hunter2');
  expect(line).toMatch(/^Distansmöte cannot start\. /);
  return line;
}

test('a port where nobody answers', async () => {
  const port = await freePort();
  expect(await refusalOf(`postgres://u:hunter2@127.0.0.1:${port}/d`)).toContain(
    `DATABASE_URL: PostgreSQL at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED`,
  );
  expect(await refusalOf(`postgres://u:hunter2@localhost:${port}/d`)).toContain('ECONNREFUSED');
});

test('a host that does not exist', async () => {
  expect(await refusalOf('postgres://u:hunter2@no-such-host.invalid/d')).toMatch(
    /PostgreSQL at no-such-host.invalid:5432 cannot be used: .*(ENOTFOUND|EAI_AGAIN)/,
  );
});

test('a host that does not respond', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined)).listen(
    0,
    '127.0.0.1',
  );
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await refusalOf(`postgres://u:hunter2@127.0.0.1:${port}/d`)).toContain(
    'it does not answer',
  );
});

test('a wrong password, a missing database, a database with another encoding', async () => {
  const postgres = await sharedPostgres();
  const wrong = new URL(postgres.urlOf('postgres'));
  wrong.password = 'hunter2';
  expect(await refusalOf(wrong.href)).toContain('password authentication failed for user "owner"');
  expect(await refusalOf(postgres.urlOf('nowhere'))).toContain('database "nowhere" does not exist');
  const ascii = await postgres.createDatabase("encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
  expect(await refusalOf(ascii)).toContain('its encoding is SQL_ASCII, not UTF8');
});

test('a user who may not create tables', async () => {
  const postgres = await sharedPostgres();
  const url = new URL(await postgres.createDatabase());
  await query(url.href, "create role guest login password 'hunter2'");
  url.username = 'guest';
  url.password = 'hunter2';
  expect(await refusalOf(url.href)).toContain('permission denied for schema public');
});

test('a file that is not an SQLite database', async () => {
  const folder = tempFolder();
  writeFileSync(
    join(folder, 'distansmote.sqlite'),
    'nothing of the kind, but long enough'.repeat(99),
  );
  expect(await refusalOf('', folder)).toContain(
    `DATA_DIR: the database ${join(folder, 'distansmote.sqlite')} cannot be used: file is not a database`,
  );
});
