// Two who want the same lock work one after the other, and a dead holder's lock is taken over.
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOST, withLock } from './lock.mjs';

const NO_PROCESS = 2 ** 22 + 1; // Above Linux's greatest pid.
let folder;
let lock;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  lock = join(folder, 'work.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the second waits, is told so, and no file is left', async () => {
  const events = [];
  const work = (name) => async () => {
    events.push(`${name} begins`);
    await sleep(50);
    events.push(`${name} ends`);
  };
  await Promise.all([
    withLock(lock, work('a')),
    withLock(lock, work('b'), () => events.push('b waits')),
  ]);
  expect(events).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends']);
  expect(readdirSync(folder)).toEqual([]);
});

test('a failure releases it', async () => {
  const failing = withLock(lock, () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  expect(await withLock(lock, () => 'done')).toBe('done');
});

test('the lock of a process that is gone is taken over, once, by two who come together', async () => {
  writeFileSync(lock, `${HOST} ${NO_PROCESS}`);
  let inside = 0;
  const alone = async () => {
    expect(++inside).toBe(1);
    await sleep(20);
    inside--;
  };
  await Promise.all([withLock(lock, alone), withLock(lock, alone)]);
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of another machine is taken over when its beat has stopped', async () => {
  writeFileSync(lock, 'elsewhere 1');
  const aMinuteAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, aMinuteAgo, aMinuteAgo);
  expect(await withLock(lock, () => 'done')).toBe('done');
});

test('the lock of a living process stays its own', async () => {
  writeFileSync(lock, `${HOST} ${process.ppid}`);
  let entered = false;
  const waiting = withLock(lock, () => (entered = true));
  await sleep(400);
  expect(entered).toBe(false);
  rmSync(lock);
  await waiting;
});
