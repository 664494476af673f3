// Provides the programs that room systems need: given ones, cached ones, or ones built here.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.mjs';
import { fingerprint } from '../fingerprint.mjs';
import { withLock } from '../lock.mjs';
import { CACHE, ROOT } from '../places.mjs';
import { buildProgram } from './build.mjs';
import { PROGRAMS } from './programs.mjs';

const RECIPE = fileURLToPath(new URL('.', import.meta.url));

/** @returns the variables by which the server finds them. */
export async function providePrograms() {
  const found = {};
  for (const program of PROGRAMS) found[program.setting] = await provide(program);
  return found;
}

/** For tests, which are skipped without. Says why there is none. */
export async function provideProgramsIfPossible() {
  try {
    return await providePrograms();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(`• The tests of room systems' pictures are skipped. ${error.message}`);
    return {};
  }
}

async function provide(program) {
  const given = process.env[program.setting];
  if (given) {
    const path = resolve(given);
    if (startsHere(path)) return path;
    throw new Failure(`${program.setting} is "${given}", which does not start here.`);
  }
  const cached = cachedProgram(program);
  if (startsHere(cached)) return cached;
  return withLock(
    `${cached}.lock`,
    async () => {
      // Whoever held the lock before us may have put it there.
      if (startsHere(cached)) return cached;
      await buildProgram(program, cached);
      if (startsHere(cached)) return cached;
      throw new Failure(`The ${program.name} was built, but does not start: ${cached}`);
    },
    () => console.log(`• Waiting for another start to finish with the ${program.name}`),
  );
}

/** The path at which the cache holds it, built of these sources by this recipe, if it has it. */
function cachedProgram({ name, folder }) {
  const sources = fingerprint(ROOT, [folder]).slice(0, 12);
  const recipe = fingerprint(RECIPE, ['programs.mjs', 'build.mjs']).slice(0, 6);
  return join(CACHE, `${name}-${process.platform}-${process.arch}-${sources}-${recipe}`);
}

/** Whether it is there and starts: a library may have gone since the build, with a new Debian say. */
function startsHere(path) {
  return spawnSync(path, { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 0;
}
