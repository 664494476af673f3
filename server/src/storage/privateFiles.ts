// Restricts the data folder to the server's own user: whoever can read it can enter every meeting.
import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const GROUP_AND_OTHERS = 0o077;

/** Removes all permissions of group and others from the folder and its files, including those of an older version. */
export function makePrivate(folder: string): void {
  restrict(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile()) restrict(join(folder, entry.name));
}

/** Creates the file with mode 0600, before a library creates it with the umask's. */
export function createPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

/** Does nothing when the file belongs to another user, as a mounted volume may, or the file system has no modes. */
function restrict(path: string): void {
  const { mode } = statSync(path);
  if ((mode & GROUP_AND_OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o7777 & ~GROUP_AND_OTHERS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EPERM', 'ENOTSUP', 'EROFS'].includes(code)) throw error;
  }
}
