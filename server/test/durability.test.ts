// What a store of spaces has acknowledged is true after the process was killed in the middle of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createSqlSpaceStore } from '../src/spaces/sqlSpaceStore.ts';
import { openDatabase } from '../src/storage/database.ts';
import { folderOfTest } from './support/folders.ts';

const WRITER = fileURLToPath(new URL('support/spaceWriter.ts', import.meta.url));
const KILLS = 5;

test('nothing acknowledged is lost when the process is killed', { timeout: 120_000 }, async () => {
  const folder = folderOfTest();
  let printed = '';
  for (let kills = 0; kills < KILLS; kills += 1) printed += await writeAndBeKilled(folder);

  const of = (word: string) =>
    [...printed.matchAll(new RegExp(`^${word} (.+)$`, 'gm'))].map((match) => match[1] as SpaceId);
  const made = of('made');
  const deleted = new Set(of('deleted'));
  // Killed between the two lines: it may be there or not.
  const undecided = new Set(of('deleting').filter((id) => !deleted.has(id)));
  expect(made.length).toBeGreaterThan(KILLS);
  expect(deleted.size).toBeGreaterThan(0);

  const database = await openDatabase(folder);
  onTestFinished(() => database.destroy());
  const there = new Set((await createSqlSpaceStore(database).list()).map((space) => space.id));
  const expected = made.filter((id) => !deleted.has(id) && !undecided.has(id));
  expect(expected.filter((id) => !there.has(id))).toEqual([]);
  expect([...deleted].filter((id) => there.has(id))).toEqual([]);
});

/** @returns what it printed until it was killed, at some moment after its first space. */
async function writeAndBeKilled(folder: string): Promise<string> {
  const writer = spawn(process.execPath, [WRITER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await once(writer.stdout, 'data');
  await new Promise((done) => setTimeout(done, Math.random() * 400));
  writer.kill('SIGKILL');
  await once(writer, 'close');
  // The last line may be cut off.
  return printed.slice(0, printed.lastIndexOf('\n') + 1);
}
