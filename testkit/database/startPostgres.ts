// A real PostgreSQL server in its own folder, for tests and benches.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../network/ports.ts';
import { signalTree } from '../server/processTree.ts';
import { waitFor } from '../waiting/waitFor.ts';

// Has characters that must be percent-encoded in a URL.
const PASSWORD = 'p@ss/w:rd';
const DEBIAN = '/usr/lib/postgresql';

export interface Postgres {
  /** The URL of a database, which need not exist. */
  urlOf(name: string): string;
  /** Creates an empty database like a county's (UTF-8, Swedish collation) and returns its URL. */
  createDatabase(options?: string): Promise<string>;
  /**
   * Kills the server like a power cut, except that the kernel's buffers survive, and restarts it with crash recovery.
   */
  crash(): Promise<void>;
  /** Stops it and its connections' processes where they are, as a machine that hangs: nothing answers, nothing is closed. */
  freeze(): void;
  thaw(): void;
}

export interface StartedPostgres extends Postgres {
  port: number;
  /** Ends it as a power cut would, or in order; its data remains. */
  end(how: 'crash' | 'orderly'): Promise<void>;
  /** Starts it again on its data. */
  run(): Promise<void>;
  /** Another server that follows this one by streaming replication (PostgreSQL 15 §27.2.5). */
  startStandby(): Promise<Standby>;
  /** Ends it, and removes its folder. */
  stop(): Promise<void>;
}

interface Standby extends StartedPostgres {
  /** From then on it is a server of its own, that is written to. */
  promote(): Promise<void>;
}

/** Debian keeps these programs outside PATH, in a folder per version. */
function program(name: string): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : [];
  const path = versions.map((version) => join(DEBIAN, version, 'bin', name)).find(existsSync);
  return path ?? name;
}

/** PostgreSQL refuses to run as root; Debian's package creates a user for it. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('there is no user "postgres" to run PostgreSQL');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Of the machine's own installation, with a database cluster of its own. */
export async function startPostgres(): Promise<StartedPostgres> {
  const { folder, user } = makePostgresFolder();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  execFileSync(
    program('initdb'),
    [
      '-D',
      join(folder, 'data'),
      '-U',
      'owner',
      '-E',
      'UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
    ],
    { ...user, cwd: folder, stdio: 'pipe' },
  );
  return startIn(folder, user);
}

function makePostgresFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'distansmote-pg-'));
  const user = otherUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return { folder, user };
}

/** @param folder has a folder `data`. */
async function startIn(
  folder: string,
  user: { uid: number; gid: number } | undefined,
): Promise<StartedPostgres> {
  const data = join(folder, 'data');
  const port = await freePort();
  const urlOf = (name: string) =>
    `postgres://owner:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${name}`;

  async function run() {
    const child = spawn(
      program('postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${folder}`,
        // Lax settings that our own connections must override.
        '-c',
        'synchronous_commit=off',
        '-c',
        'wal_writer_delay=10s',
        // The kernel keeps written data when only the process dies.
        '-c',
        'fsync=off',
      ],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    await waitFor(() => query(urlOf('postgres'), 'select 1'), { timeout: 30_000, interval: 50 });
    return child;
  }
  let child = await run();
  const end = async (by: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(by);
    await once(child, 'exit');
  };
  const signal = (by: NodeJS.Signals) => signalTree(child.pid ?? 0, by);

  return {
    port,
    urlOf,
    async createDatabase(options = "encoding 'UTF8' locale_provider icu icu_locale 'sv-SE'") {
      // At random: a standby that has been promoted has those of its primary.
      const name = `test_${randomBytes(8).toString('hex')}`;
      await query(urlOf('postgres'), `create database ${name} template template0 ${options}`);
      return urlOf(name);
    },
    async crash() {
      await end('SIGQUIT');
      child = await run();
    },
    end: (how) => end(how === 'crash' ? 'SIGQUIT' : 'SIGINT'),
    async run() {
      child = await run();
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    startStandby: () => startStandbyOf(port),
    async stop() {
      signal('SIGCONT');
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startStandbyOf(primaryPort: number): Promise<Standby> {
  const { folder, user } = makePostgresFolder();
  const data = join(folder, 'data');
  execFileSync(
    program('pg_basebackup'),
    [
      `--dbname=postgres://owner@127.0.0.1:${primaryPort}`,
      `--pgdata=${data}`,
      // It also writes where the primary is, and that this is a standby.
      '--write-recovery-conf',
      '--wal-method=stream',
      '--checkpoint=fast',
      '--no-sync',
    ],
    { ...user, cwd: folder, stdio: 'pipe', env: { ...process.env, PGPASSWORD: PASSWORD } },
  );
  const standby = await startIn(folder, user);
  return {
    ...standby,
    async promote() {
      await query(standby.urlOf('postgres'), 'select pg_promote()');
    },
  };
}

/** Runs on its own connection, not through the stores. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const connection = await openConnection(url);
  try {
    return await connection.query(text);
  } finally {
    await connection.end();
  }
}

/** For several queries, past the stores. */
export async function openConnection(url: string): Promise<{
  query(text: string): Promise<Record<string, unknown>[]>;
  end(): Promise<void>;
}> {
  const client = new Client({ connectionString: url });
  // The query reports the error as well.
  client.on('error', () => undefined);
  await client.connect();
  return {
    query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
    end: () => client.end(),
  };
}
