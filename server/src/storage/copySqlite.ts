// Copies the SQLite database while it is in use: a consistent snapshot without deleted data.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BackupFailed } from './backupFailed.ts';
import { SQLITE_FILE } from './sqlite.ts';

/**
 * @returns instructions for restoring the copy.
 * @throws BackupFailed
 */
export function copySqlite(dataFolder: string, into: string): string {
  const path = join(dataFolder, SQLITE_FILE);
  // Opening it would create it.
  if (!existsSync(path)) throw new BackupFailed(`There is no database ${path}: see DATA_DIR.`);
  const copy = join(into, SQLITE_FILE);
  try {
    withDatabase(path, (sqlite) => sqlite.prepare('VACUUM INTO ?').run(copy));
    chmodSync(copy, 0o600);
    withDatabase(copy, (sqlite) => {
      const [row] = sqlite.prepare('PRAGMA integrity_check').all();
      if (row?.['integrity_check'] !== 'ok') throw new Error('the copy is damaged');
    });
    toDisk(copy);
  } catch (error) {
    throw new BackupFailed(`The database ${path} could not be copied: ${String(error)}.`, {
      cause: error,
    });
  }
  return (
    `In the data folder, move ${SQLITE_FILE}, ${SQLITE_FILE}-wal and ${SQLITE_FILE}-shm away, those that\n` +
    `   are there; then copy ${SQLITE_FILE} from here to the data folder.`
  );
}

function withDatabase(path: string, work: (sqlite: DatabaseSync) => void): void {
  const sqlite = new DatabaseSync(path, { timeout: 5000 });
  try {
    work(sqlite);
  } finally {
    sqlite.close();
  }
}

function toDisk(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
