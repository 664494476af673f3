// Wrong settings are told before anything is built for them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

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

test('without settings there is nothing to tell', () => {
  const { status, stderr } = check({});
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
