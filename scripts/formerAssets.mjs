// Keeps the assets of the build before: pages that are open still ask for them by their hashed names.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the build's folder: the names that the build before has left, one a line. */
const LIST = '.former';

/**
 * Call before a build, which empties the folder.
 * @param dist the build's folder
 * @returns to be called after the build: puts those back that the new build lacks, but none that are older still
 */
export function keepFormer(dist) {
  const assets = join(dist, 'assets');
  const older = new Set(linesOf(join(dist, LIST)));
  const before = existsSync(assets)
    ? readdirSync(assets).map((name) => ({ name, bytes: readFileSync(join(assets, name)) }))
    : [];
  return () => {
    const isNew = ({ name }) => existsSync(join(assets, name));
    const current = before.filter(({ name }) => !older.has(name));
    // Built again without a change: what was kept for pages of the version before is kept for them still.
    const kept = (current.every(isNew) ? before : current).filter((one) => !isNew(one));
    for (const { name, bytes } of kept) writeFileSync(join(assets, name), bytes);
    writeFileSync(join(dist, LIST), kept.map(({ name }) => `${name}\n`).join(''));
  };
}

const linesOf = (path) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
