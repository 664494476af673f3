// A worker that was built by others is unpacked only when it is the one whose checksum is known.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { downloadPrebuilt } from './prebuilt.mjs';

let folder;
let server;
let asked;
let archive;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prebuilt-'));
  writeFileSync(join(folder, 'mediasoup-worker'), '#!/bin/sh\nexit 41\n');
  spawnSync('tar', ['-czf', 'worker.tgz', 'mediasoup-worker'], { cwd: folder });
  archive = readFileSync(join(folder, 'worker.tgz'));
  asked = [];
  server = createServer(({ url }, answer) => {
    asked.push(url);
    answer.end(archive);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv(
    'MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL',
    `http://127.0.0.1:${server.address().port}`,
  );
  vi.stubEnv('MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(folder, { recursive: true });
});

const scratch = () => join(folder, 'scratch');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const download = () => downloadPrebuilt(scratch(), join(folder, 'log'));

test('it is taken when it is what the checksum says', async () => {
  vi.stubEnv('MEDIASOUP_WORKER_SHA256', sha256(archive).toUpperCase());
  const binary = await download();
  expect(readFileSync(binary, 'utf8')).toContain('exit 41');
  expect(asked[0]).toMatch(/^\/[\d.]+\/mediasoup-worker-[\d.]+-linux-\w+-kernel\d+\.tgz$/);
});

test.each([
  ['of another file', () => sha256('another')],
  ['cut short', () => sha256(archive).slice(0, 63)],
  ['of nothing', () => sha256('')],
])('with a checksum %s nothing of it is unpacked', async (_, checksum) => {
  vi.stubEnv('MEDIASOUP_WORKER_SHA256', checksum());
  expect(await download()).toBeUndefined();
  expect(existsSync(scratch())).toBe(false);
});

test('without a checksum it is not even asked for', async () => {
  vi.stubEnv('MEDIASOUP_WORKER_SHA256', '');
  expect(await download()).toBeUndefined();
  expect(asked).toEqual([]);
});

test('where there is none, or nobody answers, the worker is built', async () => {
  vi.stubEnv('MEDIASOUP_WORKER_SHA256', sha256(archive));
  vi.stubEnv('MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL', 'http://127.0.0.1:1');
  expect(await download()).toBeUndefined();
});
