// `npm run backup -- <folder>`: copies the database while the server runs, with instructions for restoring it.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ConfigError, readConfig } from './config/config.ts';
import { BackupFailed } from './storage/backupFailed.ts';
import { copyPostgres } from './storage/copyPostgres.ts';
import { copySqlite } from './storage/copySqlite.ts';

const USAGE = `Usage: npm run backup -- <folder>

Creates a new folder in <folder>, with a copy of the database and instructions for restoring it.
The database is that of DATABASE_URL and DATA_DIR, from the environment and .env in this folder.`;

/** @returns the folder of the copy, which appears when the copy is complete. */
async function backUp(into: string): Promise<string> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { DATA_DIR, DATABASE_URL } = readConfig(process.env);
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = join(into, `distansmote-${time}Z`);
  const unfinished = `${folder}.unfinished`;
  if (existsSync(folder)) throw new BackupFailed(`${folder} is there already: wait a second.`);
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    mkdirSync(unfinished, { mode: 0o700 });
  } catch (error) {
    throw new BackupFailed(`No folder can be made in ${into}: ${String(error)}.`, { cause: error });
  }
  try {
    const howTo =
      DATABASE_URL === undefined
        ? copySqlite(DATA_DIR, unfinished)
        : await copyPostgres(DATABASE_URL, unfinished);
    writeFileSync(join(unfinished, 'RESTORE.txt'), restoreText(basename(folder), DATA_DIR, howTo));
    renameSync(unfinished, folder);
    return folder;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

const restoreText = (name: string, dataFolder: string, howTo: string) => `To restore ${name}:

1. Stop every server that uses the database.
2. ${howTo}
3. If the data folder (${dataFolder}) has a file given-out.log, leave it as it is: it keeps call IDs that were issued
   since from being issued again. Never replace it with an older one.
4. Start the server. Spaces that were deleted after the backup exist again: delete them again.

Protect this folder like the database itself: whoever has it can enter every meeting.
`;

/** @returns the exit code: 0, 1 on failure, 2 on wrong usage. */
async function main(args: string[]): Promise<number> {
  process.umask(0o077);
  const [into, ...more] = args;
  if (into === undefined || into === '' || into.startsWith('-') || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  try {
    // npm has changed the working directory.
    const folder = await backUp(resolve(process.env['INIT_CWD'] ?? '.', into));
    console.log(
      `The copy is in ${folder}\nInstructions for restoring it: ${join(folder, 'RESTORE.txt')}`,
    );
    return 0;
  } catch (error) {
    const isPlain = error instanceof ConfigError || error instanceof BackupFailed;
    console.error(isPlain ? `No backup was made. ${error.message}` : error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
