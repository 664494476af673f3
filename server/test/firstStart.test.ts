// Several servers that start for the first time on one database are one first start.
import { expect, test, vi } from 'vitest';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';

// Three whole processes are started at once, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

test('three servers that start at once on an empty database', async () => {
  const postgres = await sharedPostgres();
  const DATABASE_URL = await postgres.createDatabase();
  const programs = await Promise.all(
    [1, 2, 3].map(async () =>
      startProgram(tempFolder(), { DATABASE_URL, PORT: String(await freePort()) }),
    ),
  );
  const addresses = await Promise.all(programs.map(readyAddress));
  expect(new Set(addresses.map(({ port }) => port)).size).toBe(3);
  const printed = programs.map(({ printed: { out } }) => out);
  expect(printed.filter((out) => out.includes('the password'))).toHaveLength(1);
  expect(printed.filter((out) => out.includes('Try a meeting at once'))).toHaveLength(1);
  expect(await query(DATABASE_URL, 'select username from accounts')).toEqual([
    { username: 'admin' },
  ]);
  expect(await query(DATABASE_URL, 'select name from spaces')).toEqual([{ name: 'Provmöte' }]);
});
