// A call ID is given out once for ever: by many at once, by several processes, and after a backup was restored.
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
  databaseAt,
  type Place,
  placeOfTest,
  rowsAt,
} from '@distansmote/testkit/database/databases.ts';
import { folderOfTest } from '@distansmote/testkit/server/folderOfTest.ts';

const MAKER = fileURLToPath(new URL('../../testkit/database/spaceMaker.ts', import.meta.url));
const log = createLog('silent');

/** Numbers from so few that those who draw without heed take one another's. */
const drawFrom = (count: number) => () => String(100_000_000 + randomInt(count)) as CallId;

async function storeAt(place: Place, numbers: number, ranges: number) {
  const database = await databaseAt(place);
  const parts = { database, folder: place.DATA_DIR, log, ranges, generate: drawFrom(numbers) };
  return createSqlSpaceStore(database, await openCallIds(parts));
}

/** Makes spaces until no number is to be had, at most `most`. */
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

test('several processes that draw from few numbers at once never give out one twice', async () => {
  const place = await placeOfTest();
  await (await openDatabase(place)).destroy();
  const printed = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const maker = spawn(process.execPath, [MAKER, JSON.stringify(place), '100', '40'], {
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
  // Of a hundred so many were taken that draws collided, in each of the processes.
  expect(all.length).toBeGreaterThan(30);
  const known = (await rowsAt(place, 'callIds')).map(({ callId }) => String(callId));
  expect(all.filter((callId) => !known.includes(callId))).toEqual([]);
  // Nearly all of the hundred are used, so that most draws collided. (One that starts later crosses out what
  // another has noted and is about to take; that one draws again.)
  expect(known.length).toBeGreaterThan(90);
});

test('after a restore on the same machine no number given out since the backup is given out again', async () => {
  const place = await placeOfTest();
  const before = await makeUntilRefused(await storeAt(place, 400, 1), 20);
  const backup = await backUp(place);
  const since = await makeUntilRefused(await storeAt(place, 400, 1), 60);
  // Twice, from the same backup.
  const first = await restore(backup, place.DATA_DIR);
  const afterFirst = await makeUntilRefused(await storeAt(first, 400, 1), 40);
  const second = await restore(backup, place.DATA_DIR);
  const afterSecond = await makeUntilRefused(await storeAt(second, 400, 1), 30);
  expect([since.length, afterFirst.length, afterSecond.length]).toEqual([60, 40, 30]);
  expect(doubles([...before, ...since, ...afterFirst, ...afterSecond])).toEqual([]);
});

test('after a restore on another machine the numbers come from another range', async () => {
  const place = await placeOfTest();
  const before = await makeUntilRefused(await storeAt(place, 2400, 4), 10);
  const backup = await backUp(place);
  const since = await makeUntilRefused(await storeAt(place, 2400, 4), 200);
  const elsewhere = await restore(backup, folderOfTest());
  const after = await makeUntilRefused(await storeAt(elsewhere, 2400, 4), 200);
  expect([since.length, after.length]).toEqual([200, 200]);
  expect(doubles([...before, ...since, ...after])).toEqual([]);
  expect(await rowsAt(elsewhere, 'callIdLots')).toHaveLength(2);
});

test('a folder keeps its range from start to start, and takes another one when that is used up', async () => {
  const place = await placeOfTest();
  for (let starts = 0; starts < 3; starts += 1) await storeAt(place, 60, 3);
  expect(await rowsAt(place, 'callIdLots')).toHaveLength(1);
  await makeUntilRefused(await storeAt(place, 60, 3), 45);
  expect((await rowsAt(place, 'callIdLots')).length).toBeGreaterThan(1);
});

test('what a crash cut off in given-out.log, or wrote there alone, hurts nothing', async () => {
  const place = await placeOfTest();
  await makeUntilRefused(await storeAt(place, 200, 1), 3);
  const path = join(place.DATA_DIR, 'given-out.log');
  writeFileSync(path, '100000500\n1000', { flag: 'a' });
  await makeUntilRefused(await storeAt(place, 200, 1), 5);
  const rows = await rowsAt(place, 'callIds');
  // Noted, but perhaps never taken: a tombstone all the same.
  expect(rows.find(({ callId }) => callId === '100000500')?.['deletedAt']).toEqual(
    expect.any(String),
  );
  expect(rows).toHaveLength(9);
  expect(readFileSync(path, 'utf8')).toMatch(/\n1000\n\d{9}\n/);
});
