// The program as people start it, `node server/src/main.ts`, in a process and a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { PATIENCE } from '../browser/page.ts';
import { freePort } from '../network/ports.ts';
import { provideClient } from './testServer.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

export interface Program {
  process: ChildProcess;
  /** What it has printed so far. */
  printed: { out: string; err: string };
  /** Resolves when it has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Killed at the end of the test, if it is there still. */
export async function startProgram(
  folder: string,
  settings: Record<string, string> = {},
): Promise<Program> {
  provideClient();
  const child = spawn(process.execPath, [MAIN], {
    // No .env there.
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
      PORT: '0',
      DATA_DIR: folder,
      MEDIA_PORT: String(await freePort()),
      MEDIA_WORKERS: '1',
      ...settings,
    },
    // A process group of its own, as a terminal gives it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  return { process: child, printed, ended };
}

/** @returns the address that it prints when people can come. */
export function readyAddress(program: Program): Promise<URL> {
  return vi.waitFor(
    () => {
      const address = /is ready: (\S+)/.exec(program.printed.out)?.[1];
      if (address === undefined) throw new Error(`not ready: ${JSON.stringify(program.printed)}`);
      return new URL(address);
    },
    { ...PATIENCE, timeout: 60_000 },
  );
}
