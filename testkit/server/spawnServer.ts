// Starts `node server/src/main.ts` in a folder of its own, with only the environment that it is given.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CHECKOUT, ensureClientBuild } from './clientBuild.ts';
import { workerBinary } from './nodeProcess.ts';

export type ServerChild = ChildProcessByStdio<null, Readable, Readable>;

export interface SpawnOptions {
  /** Its data folder and working directory. */
  folder: string;
  mediaPort: number;
  settings: Record<string, string>;
  /** The folder of a built checkout; ours unless given. */
  checkout?: string | undefined;
  /** Node's own options. */
  nodeOptions?: readonly string[] | undefined;
  /** Put before the command. */
  inside?: readonly string[] | undefined;
  /** A process group of its own, as a terminal gives it. */
  isDetached?: boolean;
}

export function spawnServer({
  folder,
  mediaPort,
  settings,
  checkout = CHECKOUT,
  nodeOptions = [],
  inside = [],
  isDetached = false,
}: SpawnOptions): ServerChild {
  ensureClientBuild(checkout);
  const main = join(checkout, 'server/src/main.ts');
  const [program, ...args] = [...inside, process.execPath, ...nodeOptions, main];
  return spawn(program, args, {
    // Where no .env is.
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MEDIASOUP_WORKER_BIN: workerBinary(),
      PORT: '0',
      DATA_DIR: folder,
      MEDIA_PORT: String(mediaPort),
      MEDIA_WORKERS: '1',
      ...settings,
    },
    detached: isDetached,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
