// Lays out the worker's source, changed so that it builds against the system's libraries.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';
import { RECIPE } from './cache.mjs';
import { mediasoupFolder } from './mediasoup.mjs';
import { EDITS } from './recipe/recipe.mjs';

/** Copies mediasoup's worker to `folder`, with stand-ins for the libraries it would fetch. */
export function layOutSource(folder) {
  const worker = join(mediasoupFolder(), 'worker');
  // A download that failed halfway may have left these.
  const leftovers = ['out', 'prebuild'].map((name) => join(worker, name));
  cpSync(worker, folder, { recursive: true, filter: (path) => !leftovers.includes(path) });

  for (const { file, find, replace } of EDITS) {
    const path = join(folder, file);
    writeFileSync(path, edited(readFileSync(path, 'utf8'), find, replace, file));
  }

  const standIns = join(RECIPE, 'subprojects');
  for (const name of readdirSync(standIns)) {
    // meson takes a folder of the name that the wrap file gives for the library, already fetched.
    const wrap = readFileSync(join(folder, 'subprojects', `${name}.wrap`), 'utf8');
    const [, directory] = /^directory *= *(.+)$/m.exec(wrap);
    cpSync(join(standIns, name), join(folder, 'subprojects', directory.trim()), {
      recursive: true,
    });
  }
}

/** The text with `find` replaced; a Failure unless it occurs exactly once. */
export function edited(text, find, replace, file) {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Failure(
      `scripts/worker/recipe changes "${find}" in mediasoup's worker/${file}, which has it ` +
        `${parts.length - 1} times. The recipe must be brought up to this version of mediasoup.`,
    );
  }
  return parts.join(replace);
}
