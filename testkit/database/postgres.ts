// A real PostgreSQL for one test file, in a folder of its own, started when first asked for and gone when the file is done.
import { execFileSync, spawn } from 'node:child_process';
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
import { afterAll, vi } from 'vitest';
import { freePort } from '../network/ports.ts';

// Signs that must be written otherwise in a URL.
const PASSWORD = 'p@ss/w:rd';
const DEBIAN = '/usr/lib/postgresql';

export interface Postgres {
  /** Of a database that need not be there. */
  urlOf(name: string): string;
  /** An empty database, as a county would have it: UTF-8, sorted as in Swedish. Its URL. */
  createDatabase(options?: string): Promise<string>;
  /** As a power cut would end it, but for what the kernel has: nothing is written any more. It recovers. */
  crash(): Promise<void>;
}

let started: Promise<Started> | undefined;
interface Started extends Postgres {
  stop(): Promise<void>;
}

afterAll(async () => (await started)?.stop());

export function postgresOfFile(): Promise<Postgres> {
  return (started ??= start());
}

/** Debian keeps its programs out of PATH, one folder a version. */
function program(name: string): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : [];
  const path = versions.map((version) => join(DEBIAN, version, 'bin', name)).find(existsSync);
  return path ?? name;
}

/** PostgreSQL refuses to be run by root; Debian's package makes a user for it. */
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

async function start(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'distansmote-pg-'));
  const user = otherUser();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (user !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(
    program('initdb'),
    [
      '-D',
      data,
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
        // What we must not let pass.
        '-c',
        'synchronous_commit=off',
        '-c',
        'wal_writer_delay=10s',
        // Through the end of a process the kernel keeps what was written.
        '-c',
        'fsync=off',
      ],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    await vi.waitFor(() => query(urlOf('postgres'), 'select 1'), { timeout: 30_000, interval: 50 });
    return child;
  }
  let child = await run();
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await once(child, 'exit');
  };

  let databases = 0;
  return {
    urlOf,
    async createDatabase(options = "encoding 'UTF8' locale_provider icu icu_locale 'sv-SE'") {
      const name = `test${(databases += 1)}`;
      await query(urlOf('postgres'), `create database ${name} template template0 ${options}`);
      return urlOf(name);
    },
    async crash() {
      await end('SIGQUIT');
      child = await run();
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Past the stores, on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // Told by the query too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
