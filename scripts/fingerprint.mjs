// A fingerprint of files: changes when one is added, removed, renamed or edited.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Fingerprint over the paths and contents of files and whole folders, named relative to `root`. */
export function fingerprint(root, names, leaveOut = []) {
  const hash = createHash('sha256');
  for (const path of filesIn(root, names, leaveOut)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesIn(root, names, leaveOut) {
  return names
    .filter((name) => !leaveOut.includes(name))
    .flatMap((name) => {
      const stat = statSync(join(root, name), { throwIfNoEntry: false });
      if (!stat) return [];
      if (!stat.isDirectory()) return [name];
      const children = readdirSync(join(root, name)).map((child) => `${name}/${child}`);
      return filesIn(root, children, leaveOut);
    })
    .toSorted();
}
