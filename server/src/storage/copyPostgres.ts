// Copies a PostgreSQL database while it is in use, with pg_dump.
import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BackupFailed } from './backupFailed.ts';

const DUMP = 'distansmote.dump';
const run = promisify(execFile);

/**
 * @returns instructions for restoring the copy.
 * @throws BackupFailed
 */
export async function copyPostgres(url: string, into: string): Promise<string> {
  const copy = join(into, DUMP);
  const { target, password } = withoutPassword(url);
  // Not as an argument: every user of the machine can see those.
  const env = password === '' ? process.env : { ...process.env, PGPASSWORD: password };
  const options = ['--format=custom', '--no-owner', '--no-privileges', '--no-password'];
  // Unlogged are the counts of a cluster's guess limits, which are of no use minutes later.
  options.push('--no-unlogged-table-data');
  await mustRun('pg_dump', [...options, `--file=${copy}`, `--dbname=${target}`], env);
  chmodSync(copy, 0o600);
  // Verifies the dump by reading all of it.
  await mustRun('pg_restore', ['--file=/dev/null', copy], env);
  return (
    'Make a new, empty database, and fill it from here (with its address in place of the dots):\n\n' +
    `     pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname=postgres://… ${DUMP}\n\n` +
    '   Then have DATABASE_URL say the new one.'
  );
}

function withoutPassword(url: string): { target: string; password: string } {
  const target = new URL(url);
  const password =
    decodeURIComponent(target.password) || (target.searchParams.get('password') ?? '');
  target.password = '';
  target.searchParams.delete('password');
  return { target: target.href, password };
}

async function mustRun(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await run(program, args, { env });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BackupFailed(
        `${program} is missing here: install it (Debian's package postgresql-client), as new as the server or newer.`,
        { cause: error },
      );
    }
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new BackupFailed(`${said.trim().replace(/\s*\n\s*/g, ' ')}.`, { cause: error });
  }
}
