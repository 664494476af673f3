// Spaces in SQLite keep the contract of every store.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createAccountStore } from '../src/accounts/accountStore.ts';
import { createSqlSpaceStore } from '../src/spaces/sqlSpaceStore.ts';
import { openDatabase } from '../src/storage/database.ts';
import { folderOfTest } from './support/folders.ts';
import { spaceStoreContract } from './support/spaceStoreContract.ts';

spaceStoreContract('SQLite', async () => {
  const folder = folderOfTest();
  const database = await openDatabase(folder);
  onTestFinished(() => database.destroy());
  return {
    store: createSqlSpaceStore(database),
    drawingFrom: (draw) => createSqlSpaceStore(database, draw),
    makeOwner: async () =>
      (await createAccountStore(database).create(randomUUID(), 'password', 'staff')).id,
    everything: () => Promise.resolve(everyValue(folder)),
  };
});

/** As another program reads the file, past the store. */
function everyValue(folder: string): string[] {
  const sqlite = new DatabaseSync(join(folder, 'distansmote.sqlite'), { readOnly: true });
  try {
    const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables
      .flatMap(({ name }) => sqlite.prepare(`SELECT * FROM "${String(name)}"`).all())
      .flatMap((row) => Object.values(row).map(String));
  } finally {
    sqlite.close();
  }
}

test('what was made is there when the database is opened again', async () => {
  const folder = folderOfTest();
  const before = await openDatabase(folder);
  const space = await createSqlSpaceStore(before).create({ name: 'Kvar', ownerId: null });
  await before.destroy();
  const after = await openDatabase(folder);
  onTestFinished(() => after.destroy());
  expect(await createSqlSpaceStore(after).list()).toEqual([space]);
});

test('two processes can open the same database', async () => {
  const folder = folderOfTest();
  const one = await openDatabase(folder);
  const other = await openDatabase(folder);
  onTestFinished(async () => {
    await one.destroy();
    await other.destroy();
  });
  const space = await createSqlSpaceStore(one).create({ name: 'Samma', ownerId: null });
  expect(await createSqlSpaceStore(other).find(space.id)).toEqual(space);
});
