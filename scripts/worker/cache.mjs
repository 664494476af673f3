// Where the user's cache keeps the worker, and which proofs have been made.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../fingerprint.mjs';
import { CACHE } from '../places.mjs';
import { mediasoupFolder } from './mediasoup.mjs';

export const RECIPE = fileURLToPath(new URL('recipe', import.meta.url));

/** The path at which the cache holds this mediasoup's worker, built by this recipe, if it has it. */
export function cachedWorker() {
  const { version } = JSON.parse(readFileSync(join(mediasoupFolder(), 'package.json'), 'utf8'));
  const recipe = fingerprint(RECIPE, ['recipe.mjs', 'subprojects']).slice(0, 12);
  return join(CACHE, `mediasoup-worker-${version}-${process.platform}-${process.arch}-${recipe}`);
}

/** Whether this very file has been proven to work. */
export function isProven(binary) {
  return existsSync(stampOf(binary, binary));
}

/** Remembers that `binary` works, under the path at which it will lie. */
export function rememberProof(binary, path) {
  mkdirSync(join(CACHE, 'proven'), { recursive: true });
  writeFileSync(stampOf(binary, path), `${path}\n`);
}

// A binary that is replaced has another time or size, and has to be proven anew.
function stampOf(binary, path) {
  const { mtimeMs, size } = statSync(binary);
  const key = createHash('sha256').update(`${path}\0${mtimeMs}\0${size}`).digest('hex');
  return join(CACHE, 'proven', key.slice(0, 24));
}
