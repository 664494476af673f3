// A lock file: of two processes that want to do the same work, the second waits for the first.
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';

// With the boot's own id: after a restart another process may have the number.
export const HOST = `${hostname()}:${bootId()}`;
const BEAT_MS = 2000;
const DEAD_AFTER_MS = 30_000;
const POLL_MS = 250;

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Does `work` while holding the lock file at `path`; calls `onWait` once if it has to wait for it. */
export async function withLock(path, work, onWait = () => {}) {
  makeFolder(dirname(path));
  const me = `${HOST} ${process.pid}`;
  let waited = false;
  while (!take(path, me)) {
    if (!waited) onWait();
    waited = true;
    await sleep(POLL_MS);
  }
  // The beat tells other machines and containers, which can't see our process, that we live.
  const beat = setInterval(() => touch(path), BEAT_MS);
  beat.unref();
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Failure(
      `The folder ${folder} can't be made (${error.code}). It keeps what is built for this machine: ` +
        'set HOME, or XDG_CACHE_HOME, to a folder that can be written.',
    );
  }
}

function take(path, me) {
  try {
    writeFileSync(path, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isStale(path)) remove(path);
  return false;
}

// Somebody else may have replaced the dead lock since we looked, so we take it aside and look again.
// A third could take the lock meanwhile and two would work at once; that takes three starts within a
// moment of a crash.
function remove(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (isStale(aside)) rmSync(aside);
  else renameSync(aside, path);
}

/** Whether the lock's holder has ended without releasing it. */
export function isStale(path, now = Date.now()) {
  try {
    const [host, pid] = readFileSync(path, 'utf8').split(' ');
    // One of this machine that lives is not dead, however long it was suspended.
    if (host === HOST && pid) return !isAlive(Number(pid));
    return now - statSync(path).mtimeMs > DEAD_AFTER_MS;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody removed the lock by hand; the work goes on all the same.
  }
}
