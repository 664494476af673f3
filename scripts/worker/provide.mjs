// Provides mediasoup's worker: a given one, the cached one, one built here, or a downloaded one whose checksum is known.
import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../failure.mjs';
import { withLock } from '../lock.mjs';
import { step } from '../say.mjs';
import { buildWorker } from './build.mjs';
import { cachedWorker, isProven, rememberProof } from './cache.mjs';
import { downloadPrebuilt } from './prebuilt.mjs';
import { flawOf, isExecutable, startsHere } from './proof.mjs';

/** The path of a worker that has been proven to work; `node` is what mediasoup runs on. */
export async function provideWorker(node) {
  const given = process.env.MEDIASOUP_WORKER_BIN;
  if (given) return provideGiven(resolve(given), node);

  const cached = cachedWorker();
  if (startsHere(cached) && isProven(cached)) return cached;
  return withLock(
    `${cached}.lock`,
    async () => {
      // Whoever held the lock before us may have put it there.
      const works = startsHere(cached) && (isProven(cached) || !(await prove(cached, node)));
      if (!works) await fillCache(cached, node);
      return cached;
    },
    () => console.log("• Waiting for another start to finish with mediasoup's worker"),
  );
}

async function provideGiven(binary, node) {
  if (!isExecutable(binary)) {
    throw new Failure(`MEDIASOUP_WORKER_BIN is "${binary}", which isn't a file that can be run.`);
  }
  if (!isProven(binary)) {
    const flaw = await prove(binary, node);
    if (flaw) throw new Failure(`MEDIASOUP_WORKER_BIN is "${binary}", but ${flaw}`);
  }
  return binary;
}

async function fillCache(cached, node) {
  const log = `${cached}.log`;
  mkdirSync(dirname(cached), { recursive: true });
  rmSync(log, { force: true });

  const scratch = `${cached}.download`;
  try {
    const downloaded = await downloadPrebuilt(scratch, log);
    if (downloaded) {
      const flaw = await putInPlace(downloaded, cached, node);
      if (!flaw) return;
      console.log(`  it doesn't work here: ${flaw}`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  await buildWorker(log, async (built) => {
    const flaw = await putInPlace(built, cached, node);
    if (flaw) throw new Failure(`The worker was built, but ${flaw}\nThe build's log: ${log}`);
  });
}

/** Copies a worker into the cache if it works, in one step; else says what is wrong with it. */
async function putInPlace(binary, cached, node) {
  const copy = `${cached}.new`;
  copyFileSync(binary, copy);
  chmodSync(copy, 0o755);
  const flaw = await prove(copy, node, cached);
  if (flaw) rmSync(copy);
  else renameSync(copy, cached);
  return flaw;
}

function prove(binary, node, knownAs = binary) {
  return step('Trying the worker with a DTLS handshake', async () => {
    const flaw = await flawOf(binary, node);
    if (!flaw) rememberProof(binary, knownAs);
    return flaw;
  });
}
