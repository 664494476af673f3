// Builds the worker from mediasoup's npm package against Debian's libraries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../command.mjs';
import { isDebian, needPackages } from '../debian.mjs';
import { Failure } from '../failure.mjs';
import { ProgressLine, step } from '../say.mjs';
import { fetchLibsrtp } from './libsrtp.mjs';
import { ninjaProgress } from './ninja.mjs';
import { LIBSRTP_PACKAGES, MESON_OPTIONS, PACKAGES } from './recipe/recipe.mjs';
import { layOutSource } from './source.mjs';

const PURPOSE = "the build of mediasoup's worker";

/** Builds it, hands the binary's path to `take`, and clears away all but the log. */
export async function buildWorker(log, take) {
  if (!isDebian()) {
    throw new Failure(
      "mediasoup's worker is built here on Debian only. Provide one in another way and name it by " +
        'MEDIASOUP_WORKER_BIN, or give the SHA-256 of the download that you trust by MEDIASOUP_WORKER_SHA256.',
    );
  }
  const scratch = mkdtempSync(join(tmpdir(), 'distansmote-worker-'));
  const clear = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  process.on('exit', clear);
  try {
    // Who has to install them by hand is told once, of all that may be needed.
    const isRoot = process.getuid() === 0;
    await needPackages(isRoot ? PACKAGES : [...PACKAGES, ...LIBSRTP_PACKAGES], PURPOSE, log);
    const source = join(scratch, 'worker');
    layOutSource(source);
    if (!(await fetchLibsrtp(join(scratch, 'apt'), join(source, 'subprojects', 'libsrtp2'), log))) {
      console.log("  can't be had: taking Debian's build of it, which costs more CPU in meetings");
      await needPackages(LIBSRTP_PACKAGES, PURPOSE, log);
    }
    await step(`Building mediasoup's worker, once for this machine (log: ${log})`, () =>
      compile(source, log),
    );
    await take(join(source, 'out', 'mediasoup-worker'));
  } finally {
    process.off('exit', clear);
    clear();
  }
}

async function compile(source, log) {
  await mustRun('meson', ['setup', ...MESON_OPTIONS, 'out'], { cwd: source, log });
  const progress = new ProgressLine('compiled');
  const onText = ninjaProgress((done, total) => progress.show(done, total));
  try {
    await mustRun('ninja', ['-C', 'out', 'mediasoup-worker'], { cwd: source, log, onText });
  } finally {
    progress.end();
  }
}
