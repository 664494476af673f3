// A real server of one's own for a test file: its process, its data folder, its ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { freePort } from '../network/ports.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const API_TOKEN = 'token-of-the-tests';
export const ADMIN_PASSWORD = 'password-of-the-tests';

export interface TestServer {
  url: string;
  /** Of the process, as of now. */
  readonly pid: number;
  createSpace(name: string, settings?: Omit<NewSpace, 'name'>): Promise<SpaceDescription>;
  deleteSpace(space: SpaceDescription): Promise<void>;
  /** Stops it by `signal` and starts it again on the same port and data. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** As a crash of mediasoup's worker, the last of several: the media of all that is on it is gone at once. */
  killMediaWorker(): void;
  stop(): Promise<void>;
}

/**
 * @param moreSettings told once the server's address is known.
 * @param place where else than on this computer's loopback: its address, another by which this process reaches it, and
 * what is put before the command.
 */
export async function startTestServer(
  moreSettings: (url: string) => Promise<Record<string, string>> = () => Promise.resolve({}),
  place?: { url: string; reachableUrl: string; inside: readonly string[] },
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'distansmote-e2e-'));
  const [port, mediaPort] = await Promise.all([freePort(), freePort()]);
  const url = place?.url ?? `http://localhost:${port}`;
  const reachableUrl = place?.reachableUrl ?? url;
  const more = await moreSettings(url);
  let child = await start();

  async function start(): Promise<ChildProcess> {
    const [program, ...args] = [...(place?.inside ?? []), process.execPath, MAIN];
    const started = spawn(program, args, {
      cwd: folder,
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        MEDIA_PORT: String(mediaPort),
        MEDIA_WORKERS: '1',
        DATA_DIR: folder,
        ADMIN_PASSWORD,
        API_TOKEN,
        PHONE_NUMBER: '0480-44 55 11',
        LOG_LEVEL: 'warn',
        ...more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (let tries = 0; tries < 200; tries += 1) {
      if (started.exitCode !== null) throw new Error('the server did not start');
      const isReady = await fetch(`${reachableUrl}/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (isReady) return started;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the server did not become ready');
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  }

  const headers = { Authorization: `Bearer ${API_TOKEN}` };
  return {
    url,
    get pid() {
      return child.pid ?? 0;
    },
    async createSpace(name, settings = {}) {
      const response = await fetch(`${reachableUrl}/api/spaces`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, ...settings }),
      });
      if (response.status !== 201) throw new Error(`no space: ${await response.text()}`);
      return (await response.json()) as SpaceDescription;
    },
    async deleteSpace(space) {
      const response = await fetch(`${reachableUrl}/api/spaces/${space.id}`, {
        method: 'DELETE',
        headers,
      });
      if (response.status !== 204) throw new Error(`not deleted: ${await response.text()}`);
    },
    async restart(signal) {
      await stop(signal);
      child = await start();
    },
    killMediaWorker() {
      const { pid = 0 } = child;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      process.kill(Number(children.at(-1)), 'SIGKILL');
    },
    async stop() {
      await stop('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
