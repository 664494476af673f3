// `npm run admin`: manages accounts from the command line, also while the service runs.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  newAccount,
  type Role,
  role as roleSchema,
  username,
} from '@distansmote/shared/accountsApi.ts';
import type { AuditAction } from '@distansmote/shared/auditApi.ts';
import { createAccountAdministration } from './accounts/accountAdministration.ts';
import { AccountRefused, type AccountRefusal } from './accounts/accountRefused.ts';
import { createAccountStore } from './accounts/accountStore.ts';
import { generatePassword } from './accounts/passwords.ts';
import { commandLineActor } from './audit/actors.ts';
import { type AuditLog, createAuditLog } from './audit/auditLog.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { type Database, openDatabase } from './storage/database.ts';

const USAGE = `Usage: npm run admin -- <command>

  list                                  all accounts
  create <username> [--name <name>] [--role staff|administrator]
                                        a new account (default role: staff); prints its password
  close <username>                      ends its sessions; it can no longer sign in
  reopen <username>                     it can sign in again
  reset-password <username>             ends its sessions; prints its new password
  role <username> staff|administrator   changes its role

The database is that of DATABASE_URL and DATA_DIR, from the environment and .env in this folder.`;

const reasons: Record<AccountRefusal, string> = {
  accountUnknown: 'There is no account with that user name.',
  usernameTaken: 'Another account has that user name.',
  changedMeanwhile: 'The account has just been changed: try again.',
  lastAdministrator: 'It is the last open administrator account: create another one first.',
  setByProvider: 'The identity provider manages the role and password of that account.',
};

/** Wrong usage; printed with the usage text. */
class UsageError extends Error {
  override name = 'UsageError';
}

interface Command {
  command: string;
  /** Positional arguments after the command. */
  words: string[];
  name: string | undefined;
  role: string | undefined;
}

const wordsOf: Record<string, number> = {
  list: 0,
  create: 1,
  close: 1,
  reopen: 1,
  'reset-password': 1,
  role: 2,
};

/** @throws UsageError */
function parseCommand(args: string[]): Command | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        name: { type: 'string' },
        role: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, ...words] = positionals;
  if (values.help === true) return undefined;
  if (command === undefined) throw new UsageError('The command is missing.');
  const wanted = Object.hasOwn(wordsOf, command) ? wordsOf[command] : undefined;
  if (wanted === undefined) throw new UsageError(`There is no command "${command}".`);
  if (words.length !== wanted) {
    throw new UsageError(
      `"${command}" takes ${wanted} argument${wanted === 1 ? '' : 's'}, and got ${words.length}.`,
    );
  }
  if (command !== 'create' && (values.name ?? values.role) !== undefined) {
    throw new UsageError('--name and --role are only for "create".');
  }
  return { command, words, name: values.name, role: values.role };
}

/** @throws UsageError */
function roleOf(text: string) {
  const parsed = roleSchema.safeParse(text);
  if (!parsed.success) throw new UsageError(`"${text}" is not a role: use staff or administrator.`);
  return parsed.data;
}

async function run({ command, words, name, role }: Command, database: Database, audit: AuditLog) {
  const administration = createAccountAdministration(database);
  const [word = '', second = ''] = words;
  if (command === 'list') return table(await administration.list());
  const record = (action: AuditAction, subject: string, newRole?: Role) =>
    audit.record({ action, actor: commandLineActor, subject, ...(newRole && { role: newRole }) });

  if (command === 'create') {
    const wanted = newAccount.safeParse({
      username: word,
      ...(name === undefined ? {} : { displayName: name }),
      ...(role === undefined ? {} : { role: roleOf(role) }),
    });
    if (!wanted.success) {
      const isName = !username.safeParse(word).success;
      throw new UsageError(
        isName
          ? 'A user name may contain only letters, digits and . _ @ + -'
          : 'That name is not valid.',
      );
    }
    const password = generatePassword();
    const { data } = wanted;
    const store = createAccountStore(database);
    const made = await store.create(data.username, password, data.role, data.displayName);
    await record('accountCreated', made.username, made.role);
    return `${made.username} (${made.role}) has been created. Password, shown only now: ${password}`;
  }

  const { id, username: found } = await administration.findByUsername(word);
  switch (command) {
    case 'close':
      await administration.close(id);
      await record('accountClosed', found);
      return `${found} is closed.`;
    case 'reopen':
      await administration.reopen(id);
      await record('accountReopened', found);
      return `${found} is open.`;
    case 'reset-password': {
      const password = await administration.resetPassword(id);
      await record('passwordReset', found);
      return `New password of ${found}, shown only now: ${password}`;
    }
    default: {
      const wanted = roleOf(second);
      await administration.setRole(id, wanted);
      await record('roleChanged', found, wanted);
      return `${found} is ${wanted} now.`;
    }
  }
}

function table(
  accounts: Awaited<ReturnType<ReturnType<typeof createAccountAdministration>['list']>>,
) {
  if (accounts.length === 0) return 'There are no accounts yet.';
  const rows = accounts.map((one) => [
    one.username,
    one.role,
    one.closedAt === null ? 'open' : `closed ${one.closedAt.slice(0, 10)}`,
    one.hasPassword ? 'password' : 'identity provider',
    one.displayName,
  ]);
  const widths = [0, 1, 2, 3].map((n) => Math.max(0, ...rows.map((row) => row[n]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @returns the exit code: 0, 1 on failure, 2 on wrong usage. */
async function main(): Promise<number> {
  process.umask(0o077);
  try {
    const parsed = parseCommand(process.argv.slice(2));
    if (parsed === undefined) {
      console.log(USAGE);
      return 0;
    }
    if (existsSync('.env')) process.loadEnvFile('.env');
    const database = await openDatabase(readConfig(process.env));
    try {
      const audit = createAuditLog(database, (reason) =>
        console.error(`Done, but it could not be written to the audit log (${reason}).`),
      );
      console.log(await run(parsed, database, audit));
      return 0;
    } finally {
      await database.destroy();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (error instanceof AccountRefused) console.error(reasons[error.code]);
    else console.error(error instanceof ConfigError ? error.message : error);
    return 1;
  }
}

process.exitCode = await main();
