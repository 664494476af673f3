// Starts `node server/src/main.ts` in its own folder, with exactly the given environment.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CHECKOUT, ensureClientBuild } from './clientBuild.ts';
import { workerBinary } from './nodeProcess.ts';

export type ServerChild = ChildProcessByStdio<null, Readable, Readable>;

export interface SpawnOptions {
  /** Its data folder, and its working directory. */
  folder: string;
  mediaPort: number;
  settings: Record<string, string>;
  /** Path of a built checkout; default this one. */
  checkout?: string | undefined;
  /** Node's command-line options. */
  nodeOptions?: readonly string[] | undefined;
  /** Command prefix. */
  commandPrefix?: readonly string[] | undefined;
  /** In its own process group, as a terminal would start it. */
  isDetached?: boolean;
}

export function spawnServer({
  folder,
  mediaPort,
  settings,
  checkout = CHECKOUT,
  nodeOptions = [],
  commandPrefix: inside = [],
  isDetached = false,
}: SpawnOptions): ServerChild {
  ensureClientBuild(checkout);
  const main = join(checkout, 'server/src/main.ts');
  const [program, ...args] = [...inside, process.execPath, ...nodeOptions, main];
  return spawn(program, args, {
    // A working directory without .env.
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
