// Wrong settings are told before anything is built for them.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from '@distansmote/testkit/server/dataFolder.ts';

const PROGRAM = fileURLToPath(new URL('../src/checkSettings.ts', import.meta.url));
const check = (settings: Record<string, string>) =>
  spawnSync(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'], ...settings },
    encoding: 'utf8',
  });

test('a telephone port that nobody may call is one line and exit code 1', () => {
  const { status, stderr } = check({ SIP_PORT: '5060' });
  expect(stderr).toMatch(/^Distansmöte cannot start\. SIP_PORT is set, but nobody may call.*\n$/);
  expect(status).toBe(1);
});

test('without a mistake there is nothing to tell, and a data folder that was missing is private', () => {
  const { folder, remove } = makeFolder();
  const dataFolder = join(folder, 'data');
  const { status, stderr } = check({ DATA_DIR: dataFolder });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  remove();
});
