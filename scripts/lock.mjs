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

const BEAT_MS = 2000;
const DEAD_AFTER_MS = 30_000;
const POLL_MS = 250;

/** Does `work` while holding the lock file at `path`; calls `onWait` once if it has to wait for it. */
export async function withLock(path, work, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const me = `${hostname()} ${process.pid}`;
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
// A third could take the lock meanwhile and two would work at once. What locks guard here is put in
// place by a rename, so that this would waste time and break nothing.
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
    if (host === hostname() && pid && !isAlive(Number(pid))) return true;
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
