// Keeps the data folder and what lies in it to the server's own user: who reads it can enter every meeting.
import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const OF_OTHERS = 0o077;

/** Takes every right of group and others away from the folder and the files in it, those of an older version too. */
export function makePrivate(folder: string): void {
  close(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile()) close(join(folder, entry.name));
}

/** Before somebody else makes it with the modes of the process's umask. */
export function createPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

/** Not where it is somebody else's, as a mounted volume's folder may be, or the file system has no modes. */
function close(path: string): void {
  const { mode } = statSync(path);
  if ((mode & OF_OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o7777 & ~OF_OTHERS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EPERM', 'ENOTSUP', 'EROFS'].includes(code)) throw error;
  }
}
