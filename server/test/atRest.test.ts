// Files on disk are readable by the server's own user only, even where an older version was laxer.
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

/** Permissions of the folder and its contents that others could use to read, write or enter. */
function openToOthers(folder: string): Record<string, string> {
  const paths = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
  const modes = paths.map((path) => [path, statSync(join(folder, path)).mode & 0o777] as const);
  return Object.fromEntries(
    modes
      .filter(([, mode]) => (mode & 0o077) !== 0)
      .map(([path, mode]) => [path, mode.toString(8)]),
  );
}

async function start(folder: string): Promise<() => Promise<void>> {
  const umask = process.umask(0o022);
  onTestFinished(() => void process.umask(umask));
  const server = await startTestServer({ DATA_DIR: folder, TLS_SELF_SIGNED: '1' });
  await server.makeSpace();
  return () => server.stop();
}

test('only the server can read the database, its log, the issued call IDs and the key', async () => {
  const folder = tempFolder();
  const stop = await start(folder);
  expect(readdirSync(folder).sort()).toEqual([
    'distansmote.sqlite',
    'distansmote.sqlite-shm',
    'distansmote.sqlite-wal',
    'given-out.log',
    'self-signed.pem',
  ]);
  expect(openToOthers(folder)).toEqual({});
  await stop();
  expect(openToOthers(folder)).toEqual({});
});

test('files that an older version left open to others are closed at the next start', async () => {
  const folder = tempFolder();
  await (
    await start(folder)
  )();
  chmodSync(folder, 0o755);
  // As a crash leaves them.
  for (const end of ['-wal', '-shm']) writeFileSync(join(folder, `distansmote.sqlite${end}`), '');
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  const stop = await start(folder);
  expect(openToOthers(folder)).toEqual({});
  await stop();
});
