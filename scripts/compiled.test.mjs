// What is compiled ahead is used: by whoever compiled it, and by the user who runs the server in place of root.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileServer, IMPORT_SERVER, V8_FLAGS, V8_FLAGS_WHEN_RUNNING } from './compiled.mjs';
import { ROOT } from './places.mjs';

const NOBODY = { uid: 65534, gid: 65534 };
const isReachable =
  process.getuid() === 0 && spawnSync('test', ['-r', IMPORT_SERVER], NOBODY).status === 0;

/** Prints, at the end, whether Node has loaded its compiler of TypeScript. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => console.log(process.moduleLoadList.some((name) => name.includes('amaro'))));`,
)}`;

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const cache = () => join(folder, 'cache');

function stripsTypes(user = {}, flags = V8_FLAGS) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--import', PROBE, IMPORT_SERVER],
    { ...user, encoding: 'utf8', env: { NODE_COMPILE_CACHE: cache() } },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('what is compiled is not compiled again', { timeout: 120_000 }, async () => {
  expect(stripsTypes()).toBe(true);
  rmSync(cache(), { recursive: true });
  await compileServer(process.execPath, process.env, { folder: cache() });
  expect(stripsTypes()).toBe(false);
  expect(stripsTypes({}, V8_FLAGS_WHEN_RUNNING)).toBe(false);
});

/** V8's mark of all its flags, by which Node looks for compiled code. */
function cachedDataTag(flags, before = '') {
  const script = `${before} const { cachedDataVersionTag } = await import('node:v8'); console.log(cachedDataVersionTag());`;
  const { stdout } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return Number(stdout);
}

test('the flags are those under which the server runs', () => {
  const started = `const { releaseStartupMemory } = await import('./server/src/platform/startupMemory.ts'); releaseStartupMemory();`;
  const tag = cachedDataTag(V8_FLAGS, started);
  expect(tag).toBeGreaterThan(0);
  expect(cachedDataTag(V8_FLAGS_WHEN_RUNNING)).toBe(tag);
  expect(cachedDataTag(V8_FLAGS)).not.toBe(tag);
});

test.runIf(isReachable)('nor for the user who runs the server', { timeout: 120_000 }, async () => {
  await compileServer(process.execPath, process.env, { folder: cache(), user: NOBODY });
  expect(stripsTypes(NOBODY)).toBe(false);
});
