// A call ID is issued once, for ever: under concurrency, across processes, and after a backup is restored.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { createLog } from '../src/platform/log.ts';
import { openCallIds } from '../src/spaces/callIds.ts';
import { createSqlSpaceStore } from '../src/spaces/sqlSpaceStore.ts';
import type { SpaceStore } from '../src/spaces/spaceStore.ts';
import { openDatabase } from '../src/storage/database.ts';
import { backUp, restore } from '@distansmote/testkit/database/backups.ts';
import {
  openTestDatabase,
  type DatabaseSettings,
  newDatabase,
  readTable,
} from '@distansmote/testkit/database/databases.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';

const MAKER = fileURLToPath(new URL('../../testkit/database/spaceMaker.ts', import.meta.url));
const log = createLog('silent');

/** Draws from a range so small that careless draws would collide. */
const drawFrom = (count: number) => () => String(100_000_000 + randomInt(count)) as CallId;

async function storeAt(settings: DatabaseSettings, numbers: number, ranges: number) {
  const database = await openTestDatabase(settings);
  const parts = { database, folder: settings.DATA_DIR, log, ranges, generate: drawFrom(numbers) };
  return createSqlSpaceStore(database, await openCallIds(parts));
}

/** Creates spaces until no call ID is free, at most `most`. */
async function makeUntilRefused(store: SpaceStore, most = Infinity): Promise<CallId[]> {
  const made: CallId[] = [];
  try {
    while (made.length < most)
      made.push((await store.create({ name: 'Möte', ownerId: null })).callId);
  } catch (error) {
    if (!String(error).includes('no free call ID')) throw error;
  }
  return made;
}

const doubles = (all: string[]) => all.filter((one, index) => all.indexOf(one) !== index);

test('several processes that draw from a small range at once never issue a call ID twice', async () => {
  const settings = await newDatabase();
  await (await openDatabase(settings)).destroy();
  const printed = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const maker = spawn(process.execPath, [MAKER, JSON.stringify(settings), '100', '40'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      maker.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
      expect(await once(maker, 'close')).toEqual([0, null]);
      return text.split('\n').filter(Boolean);
    }),
  );
  const all = printed.flat();
  expect(doubles(all)).toEqual([]);
  // So many of the hundred were used that draws collided in every process.
  expect(all.length).toBeGreaterThan(30);
  const known = (await readTable(settings, 'callIds')).map(({ callId }) => String(callId));
  expect(all.filter((callId) => !known.includes(callId))).toEqual([]);
  // Nearly all of the hundred are used, so that most draws collide. (A process that starts later tombstones IDs that
  // another has recorded and not yet inserted; the other one draws again.)
  expect(known.length).toBeGreaterThan(90);
});

test('after a restore on the same machine no call ID issued since the backup is issued again', async () => {
  const settings = await newDatabase();
  const before = await makeUntilRefused(await storeAt(settings, 400, 1), 20);
  const backup = await backUp(settings);
  const since = await makeUntilRefused(await storeAt(settings, 400, 1), 60);
  // Twice, from the same backup.
  const first = await restore(backup, settings.DATA_DIR);
  const afterFirst = await makeUntilRefused(await storeAt(first, 400, 1), 40);
  const second = await restore(backup, settings.DATA_DIR);
  const afterSecond = await makeUntilRefused(await storeAt(second, 400, 1), 30);
  expect([since.length, afterFirst.length, afterSecond.length]).toEqual([60, 40, 30]);
  expect(doubles([...before, ...since, ...afterFirst, ...afterSecond])).toEqual([]);
});

test('after a restore on another machine call IDs come from another range', async () => {
  const settings = await newDatabase();
  const before = await makeUntilRefused(await storeAt(settings, 2400, 4), 10);
  const backup = await backUp(settings);
  const since = await makeUntilRefused(await storeAt(settings, 2400, 4), 200);
  const elsewhere = await restore(backup, tempFolder());
  const after = await makeUntilRefused(await storeAt(elsewhere, 2400, 4), 200);
  expect([since.length, after.length]).toEqual([200, 200]);
  expect(doubles([...before, ...since, ...after])).toEqual([]);
  expect(await readTable(elsewhere, 'callIdLots')).toHaveLength(2);
});

test('a data folder keeps its range across restarts, and takes another when it is used up', async () => {
  const settings = await newDatabase();
  for (let starts = 0; starts < 3; starts += 1) await storeAt(settings, 60, 3);
  expect(await readTable(settings, 'callIdLots')).toHaveLength(1);
  await makeUntilRefused(await storeAt(settings, 60, 3), 45);
  expect((await readTable(settings, 'callIdLots')).length).toBeGreaterThan(1);
});

test('given-out.log may end in a partial line or hold unused numbers after a crash', async () => {
  const settings = await newDatabase();
  await makeUntilRefused(await storeAt(settings, 200, 1), 3);
  const path = join(settings.DATA_DIR, 'given-out.log');
  writeFileSync(path, '100000500\n1000', { flag: 'a' });
  await makeUntilRefused(await storeAt(settings, 200, 1), 5);
  const rows = await readTable(settings, 'callIds');
  // Recorded but perhaps never inserted: a tombstone either way.
  expect(rows.find(({ callId }) => callId === '100000500')?.['deletedAt']).toEqual(
    expect.any(String),
  );
  expect(rows).toHaveLength(9);
  expect(readFileSync(path, 'utf8')).toMatch(/\n1000\n\d{9}\n/);
});
