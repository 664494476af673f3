// Gives up root for the server: another user runs it, who can read the checkout and owns the data folder.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchownSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './places.mjs';

/** @returns the user of RUN_AS, or undefined where the server runs as whoever starts it. */
export function userToRunAs(name = process.env.RUN_AS) {
  if (!name || process.getuid() !== 0) return undefined;
  const idOf = (option) => {
    const { status, stdout } = spawnSync('id', [option, '--', name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : Number.NaN;
  };
  const user = { name, uid: idOf('-u'), gid: idOf('-g') };
  // Whoever means root leaves it out.
  if (user.uid > 0 && user.gid > 0) return user;
  throw new Failure(
    `RUN_AS is "${name}", but must be a user of this machine without rights: adduser --system --group distansmote`,
  );
}

/**
 * Has the user own the data folder and able to run the server.
 * @param programs paths by the setting that names them, such as MEDIASOUP_WORKER_BIN
 * @returns the same, of programs that the user can run.
 */
export function handOver(user, { node, main, programs, dataFolder }) {
  const folder = resolve(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, user);
  for (const name of readdirSync(folder)) own(join(folder, name), user);
  if (!may(user, node, main, 'R_OK')) {
    throw new Failure(
      `RUN_AS is "${user.name}", who cannot read ${ROOT}: move it to where everybody may, such as /opt/distansmote.`,
    );
  }
  const entries = Object.entries(programs).map(([setting, path]) => [
    setting,
    may(user, node, path, 'X_OK') ? path : copyOf(path, setting),
  ]);
  return Object.fromEntries(entries);
}

/** Of what is in root's own cache. The copy is root's as well: nobody who runs it can change it. */
function copyOf(path, setting) {
  const copies = join(ROOT, 'node_modules', '.cache', 'distansmote');
  mkdirSync(copies, { recursive: true });
  const name = setting.replace(/_BIN$/, '').toLowerCase().replaceAll('_', '-');
  const copy = join(copies, name);
  // Not written into: whoever runs the one before keeps it.
  rmSync(copy, { force: true });
  copyFileSync(path, copy);
  chmodSync(copy, 0o755);
  return copy;
}

/** Tried as the user: what the modes of each folder on the way come to, nobody else knows. */
function may({ uid, gid }, node, path, right) {
  const script = `const fs = require('node:fs'); fs.accessSync(process.argv[1], fs.constants.${right});`;
  const options = { uid, gid, cwd: '/', env: {}, stdio: 'ignore' };
  return spawnSync(node, ['-e', script, path], options).status === 0;
}

/** A folder, or a file with this name alone: a link that was planted there may lead to anything. */
function own(path, { uid, gid }) {
  let file;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return;
  }
  try {
    const found = fstatSync(file);
    if (found.isDirectory() || (found.isFile() && found.nlink === 1)) fchownSync(file, uid, gid);
  } finally {
    closeSync(file);
  }
}
