// A tool runs on the Node.js and the media worker that the product has, and its exit code is told.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

function tool(...args) {
  const script = join(ROOT, 'scripts', 'tool.mjs');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

test('it has Node.js and the worker', () => {
  const script = 'console.log(process.version); console.log(process.env.MEDIASOUP_WORKER_BIN)';
  const [version, worker] = tool('node', '-e', script).stdout.trim().split('\n').slice(-2);
  expect(Number(/^v(\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(24);
  expect(existsSync(worker)).toBe(true);
});

test('its exit code is told', () => {
  expect(tool('node', '-e', 'process.exit(5)').status).toBe(5);
});
