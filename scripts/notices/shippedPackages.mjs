// Which npm packages the product contains: what client, server and shared need at run time, by package-lock.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)\b/i;

/**
 * Sorted by name and version, each `{ name, version, license, author, texts, parts }`: `license` is an SPDX expression,
 * `texts` are the licence files that it brings, `parts` some of `client` and `server`. The builds of a package for one
 * platform each are left out: they are not installed everywhere, and have the licence of their package.
 */
export function shippedPackages() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const partsOf = new Map();
  for (const part of ['client', 'server']) {
    for (const path of neededBy(part, lock))
      partsOf.set(path, [...(partsOf.get(path) ?? []), part]);
  }
  return [...partsOf]
    .filter(([path]) => path.includes('node_modules/') && !lock[path].os && !lock[path].cpu)
    .map(([path, parts]) => ({ ...describe(path), version: lock[path].version, parts }))
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function neededBy(start, lock) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      lock[path];
    for (const name of Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
    })) {
      const target = resolve(path, name, lock);
      if (target !== undefined) visit(target);
      else if (!peerDependenciesMeta?.[name]?.optional) throw new Error(`${path} has no ${name}`);
    }
  };
  visit(start);
  return found;
}

/** As Node does: the nearest node_modules on the way up. */
function resolve(from, name, lock) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[path]) return lock[path].link ? lock[path].resolved : path;
    if (folder === '') return undefined;
  }
}

function describe(path) {
  const folder = join(ROOT, path);
  const { name, license, licenses, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .toSorted(compare)
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return {
    name,
    license: license ?? licenses?.[0].type,
    author: typeof author === 'object' ? author.name : author,
    texts,
  };
}

/** Alike on every machine, whatever its language. */
const compare = (a, b) => (a < b ? -1 : Number(a > b));
