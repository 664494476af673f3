// Runs `npm run backup`, and restores by following RESTORE.txt.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SQLITE_FILE } from '../../server/src/storage/sqlite.ts';
import { type DatabaseSettings, envOf } from './databases.ts';
import { tempFolder } from '../server/tempFolder.ts';
import { sharedPostgres } from './postgres.ts';

const BACKUP = fileURLToPath(new URL('../../server/src/backup.ts', import.meta.url));

/** Its output and exit code. */
export async function runBackup(args: string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, [BACKUP, ...args], {
    // A working directory without a .env file.
    cwd: tempFolder(),
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { ...printed, code };
}

/** @returns the folder of the backup. */
export async function backUp(settings: DatabaseSettings): Promise<string> {
  const into = tempFolder();
  const { code, err } = await runBackup([into], envOf(settings));
  const [name, ...more] = readdirSync(into);
  if (code !== 0 || name === undefined || more.length > 0) throw new Error(`no backup: ${err}`);
  return join(into, name);
}

/** Restores into a data folder, which may hold other files besides the database. */
export async function restore(backup: string, dataFolder: string): Promise<DatabaseSettings> {
  if (readdirSync(backup).includes(SQLITE_FILE)) {
    for (const end of ['', '-wal', '-shm']) {
      rmSync(join(dataFolder, SQLITE_FILE + end), { force: true });
    }
    copyFileSync(join(backup, SQLITE_FILE), join(dataFolder, SQLITE_FILE));
    return { DATA_DIR: dataFolder, DATABASE_URL: undefined };
  }
  const url = await (await sharedPostgres()).createDatabase();
  const options = '--no-owner --no-privileges --exit-on-error --single-transaction'.split(' ');
  execFileSync('pg_restore', [...options, `--dbname=${url}`, join(backup, 'distansmote.dump')]);
  return { DATA_DIR: dataFolder, DATABASE_URL: url };
}
