// Starts what is loaded, each as a process of its own with one media worker: our server, or mediasoup alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { end, workerBinary } from '../join/children.ts';
import { workersOf } from './cpuTime.ts';
import type { ServerAddress } from './signalling.ts';

export interface LoadServer {
  address: ServerAddress;
  nodePid: number;
  /** 0 where it has none. */
  workerPid: number;
  /** @returns names to enter by: call IDs, or at the bare one anything. */
  makeRooms(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Node's own, before the program. */
  nodeOptions?: string[];
}

const API_TOKEN = 'bench-load-token';
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** @param options.checkout the folder of another checkout of ours. */
export async function startOurs({
  nodeOptions = [],
  checkout = CHECKOUT,
}: StartOptions & { checkout?: string } = {}): Promise<LoadServer> {
  provideClient(checkout);
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-load-'));
  const port = await freePort();
  const child = start([...nodeOptions, join(checkout, 'server/src/main.ts')], {
    PORT: String(port),
    HOST: '127.0.0.1',
    MEDIA_PORT: String(await freePort()),
    MEDIA_WORKERS: '1',
    DATA_DIR: dataFolder,
    API_TOKEN,
    // The participants come from many addresses, as in life; one address may open a thousand sockets.
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'error',
  });
  await answers(child, `http://127.0.0.1:${port}/health`);

  async function makeRoom(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${port}/api/spaces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Mätning' }),
    });
    if (!response.ok) throw new Error(`no space was made: ${response.status}`);
    return ((await response.json()) as { callId: string }).callId;
  }

  return {
    address: { speaks: 'Socket.IO', port, protocol: await protocolOf(checkout) },
    ...pidsOf(child),
    makeRooms: (count) => Promise.all(Array.from({ length: count }, makeRoom)),
    async stop() {
      await end(child);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function protocolOf(checkout: string): Promise<number> {
  const { PROTOCOL } = (await import(join(checkout, 'shared/src/protocol.ts'))) as {
    PROTOCOL: number;
  };
  return PROTOCOL;
}

export async function startBare({ nodeOptions = [] }: StartOptions = {}): Promise<LoadServer> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const script = fileURLToPath(new URL('bare/server.ts', import.meta.url));
  const child = start([...nodeOptions, script, String(port), String(mediaPort)], {});
  await answers(child, `http://127.0.0.1:${port}/`);
  let rooms = 0;
  return {
    address: { speaks: 'WebSocket', port },
    ...pidsOf(child),
    makeRooms: async (count) => Array.from({ length: count }, () => String((rooms += 1))),
    stop: () => end(child),
  };
}

/** Socket.IO alone; where asked for, mediasoup makes two transports for each socket beside it. */
export async function startBareSockets({
  nodeOptions = [],
  withTransports,
}: StartOptions & { withTransports: boolean }): Promise<LoadServer> {
  const port = await freePort();
  const script = fileURLToPath(new URL('../signalling/bareSockets.ts', import.meta.url));
  const extra = withTransports ? ['withTransports'] : [];
  const child = start([...nodeOptions, script, String(port), ...extra], {});
  await answers(child, `http://127.0.0.1:${port}/`);
  return {
    address: { speaks: 'Socket.IO', port },
    ...pidsOf(child),
    makeRooms: async (count) => Array.from({ length: count }, () => ''),
    stop: () => end(child),
  };
}

function start(parameters: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const isInspected = parameters.some((one) => one.startsWith('--inspect'));
  return spawn(process.execPath, parameters, {
    cwd: tmpdir(),
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary(), ...environment },
    // What Node's inspector says of itself is of no interest.
    stdio: ['ignore', 'ignore', isInspected ? 'ignore' : 'inherit'],
  });
}

function pidsOf({ pid = 0 }: ChildProcess): { nodePid: number; workerPid: number } {
  return { nodePid: pid, workerPid: workersOf(pid)[0] ?? 0 };
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended at once`);
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await pause(100);
  }
  throw new Error(`nothing answers at ${url}`);
}

/** The server wants a built client, and no page is opened here: which one is all the same. */
function provideClient(checkout: string): void {
  const index = join(checkout, 'client/dist/index.html');
  if (existsSync(index)) return;
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '<!doctype html><title>Distansmöte</title>\n');
}
