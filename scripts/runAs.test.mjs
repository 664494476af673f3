// Started as root, the server and its media workers run as somebody else, who owns the data folder and nothing more.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureClientBuild } from '../testkit/server/clientBuild.ts';
import { handOver, userToRunAs } from './runAs.mjs';
import { MAIN } from './server.mjs';

const isRoot = process.getuid() === 0;
const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 };
const isReachable =
  isRoot && spawnSync('test', ['-r', MAIN], { uid: NOBODY.uid, gid: NOBODY.gid }).status === 0;

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'run-as-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('without RUN_AS, and for whoever is not root, it runs as whoever starts it', () => {
  expect(userToRunAs('')).toBeUndefined();
  if (!isRoot) expect(userToRunAs('nobody')).toBeUndefined();
});

test.runIf(isRoot).each(['root', 'nobody-of-that-name', '-n', '0'])(
  'RUN_AS=%s stops the start with what to do',
  (name) => expect(() => userToRunAs(name)).toThrow('adduser --system'),
);

test.runIf(isRoot)('RUN_AS=nobody is found', () => expect(userToRunAs('nobody')).toEqual(NOBODY));

test.runIf(isReachable)(
  'of the data folder only what is there by its own name is handed over',
  () => {
    const data = join(folder, 'data');
    const elsewhere = join(folder, 'shadow');
    writeFileSync(elsewhere, 'secret');
    const parts = {
      node: process.execPath,
      main: MAIN,
      programs: {},
      dataFolder: data,
    };
    handOver(NOBODY, parts);
    writeFileSync(join(data, 'distansmote.sqlite'), '');
    linkSync(elsewhere, join(data, 'hard'));
    symlinkSync(elsewhere, join(data, 'soft'));
    handOver(NOBODY, parts);
    expect(statSync(data)).toMatchObject({ uid: NOBODY.uid, gid: NOBODY.gid });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, 'distansmote.sqlite')).uid).toBe(NOBODY.uid);
    expect(statSync(elsewhere).uid).toBe(0);
  },
);

test.runIf(isReachable)('who cannot read the checkout is told where to put it', () => {
  chmodSync(folder, 0o700);
  const main = join(folder, 'main.ts');
  writeFileSync(main, '');
  const dataFolder = join(folder, 'data');
  const parts = { node: process.execPath, main, programs: {}, dataFolder };
  chmodSync(main, 0o600);
  expect(() => handOver(NOBODY, parts)).toThrow('cannot read');
});

/** The real and effective user ids, groups and capabilities of a process, as the kernel has them. */
function standingOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const line = (name) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1].trim() ?? '';
  const ids = (name) => [...new Set(line(name).split(/\s+/))].filter(Boolean);
  return { uid: ids('Uid'), gid: ids('Gid'), groups: ids('Groups'), may: line('CapEff') };
}

const childrenOf = (pid) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);

const workerBin = process.env.MEDIASOUP_WORKER_BIN;
test.runIf(isReachable && workerBin)(
  'the server, its threads and its media workers have no right of root',
  async () => {
    ensureClientBuild();
    const data = join(folder, 'data');
    chmodSync(folder, 0o755);
    const programs = { MEDIASOUP_WORKER_BIN: workerBin };
    const parts = { node: process.execPath, main: MAIN, programs, dataFolder: data };
    const script = `
      import { handOver } from '${new URL('runAs.mjs', import.meta.url).href}';
      import { runServer } from '${new URL('server.mjs', import.meta.url).href}';
      const user = ${JSON.stringify(NOBODY)};
      const env = { ...process.env, ...handOver(user, ${JSON.stringify(parts)}) };
      process.exit(await runServer(process.execPath, env, { user }));`;
    const env = {
      ...process.env,
      PORT: '0',
      DATA_DIR: data,
      MEDIA_PORT: String(await freePort()),
      MEDIA_WORKERS: '1',
      RUN_AS: 'nobody',
    };
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { env });
    let printed = '';
    for (const stream of [parent.stdout, parent.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    const exited = once(parent, 'exit');
    try {
      await vi.waitFor(() => expect(printed).toContain('is ready'), { timeout: 60_000 });
      expect(standingOf(parent.pid).uid).toEqual(['0']);
      const [server] = childrenOf(parent.pid);
      const tasks = readdirSync(`/proc/${server}/task`).map((task) => `${server}/task/${task}`);
      const workers = childrenOf(server);
      expect(workers.length).toBeGreaterThan(0);
      const none = { uid: ['65534'], gid: ['65534'], groups: [], may: '0000000000000000' };
      for (const pid of [server, ...tasks, ...workers]) expect(standingOf(pid), pid).toEqual(none);
      expect(printed).not.toContain('runs as root');
      expect(existsSync(join(data, 'distansmote.sqlite'))).toBe(true);
      expect(statSync(join(data, 'distansmote.sqlite'))).toMatchObject({ uid: NOBODY.uid });
    } finally {
      parent.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    }
  },
  90_000,
);

async function freePort() {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
