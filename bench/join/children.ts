// Starts the two servers that are compared, each as a process of its own, on ports that are free.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@distansmote/testkit/network/ports.ts';

export interface StartedServer {
  port: number;
  mediaPort: number;
  stop(): Promise<void>;
}

export interface Product extends StartedServer {
  callId: string;
  /** Signs the administrator in, who may lead any meeting. @returns the cookie. */
  signIn(): Promise<string>;
}

const API_TOKEN = 'bench-join-token';
const ADMIN_PASSWORD = 'bench-join-password';

/** @param checkout the folder of a built checkout of ours; `hasLobby` is of its one space. */
export async function startProduct(checkout: string, hasLobby: boolean): Promise<Product> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-join-'));
  const [port, mediaPort] = [await freePort(), await freePort()];
  const child = start(join(checkout, 'server/src/main.ts'), [], {
    PORT: String(port),
    MEDIA_PORT: String(mediaPort),
    MEDIA_WORKERS: '1',
    DATA_DIR: dataFolder,
    API_TOKEN,
    ADMIN_PASSWORD,
    LOG_LEVEL: 'error',
  });
  await answers(child, port);
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`http://127.0.0.1:${port}/api/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const space = { name: 'Mätning', lobby: hasLobby ? 'everybody' : 'none' };
  const made = await post('spaces', space, { authorization: `Bearer ${API_TOKEN}` });
  const { callId } = (await made.json()) as { callId: string };
  const signIn = async () => {
    const answer = await post('session', { username: 'admin', password: ADMIN_PASSWORD });
    const [cookie = ''] = answer.headers.getSetCookie();
    return cookie.split(';')[0] ?? '';
  };
  const stop = async () => {
    await end(child);
    rmSync(dataFolder, { recursive: true, force: true });
  };
  return { port, mediaPort, callId, signIn, stop };
}

export async function startFloor(pageFolder: string): Promise<StartedServer> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const script = fileURLToPath(new URL('floor/server.ts', import.meta.url));
  const child = start(script, [String(port), String(mediaPort), pageFolder], {});
  await answers(child, port);
  return { port, mediaPort, stop: () => end(child) };
}

function start(script: string, parameters: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [script, ...parameters], {
    cwd: tmpdir(),
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary(), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The one that MEDIASOUP_WORKER_BIN names, else the newest in the cache; the same for both. */
export function workerBinary(): string | undefined {
  const named = process.env['MEDIASOUP_WORKER_BIN'];
  if (named) return named;
  const cache = join(homedir(), '.cache/distansmote');
  if (!existsSync(cache)) return undefined;
  return readdirSync(cache)
    .filter((name) => name.startsWith('mediasoup-worker') && !name.endsWith('.log'))
    .map((name) => join(cache, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended at once`);
    const isThere = await fetch(`http://127.0.0.1:${port}/health`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await pause(100);
  }
  throw new Error(`nothing answers on port ${port}`);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
