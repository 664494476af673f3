// Starts Node programs as child processes, waits until they respond, and ends them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cachedProgram } from './cachedProgram.ts';

const POLL_INTERVAL_MS = 100;
const MAX_START_MS = 60_000;

/** Its standard error is passed through to ours. */
export function startNode(
  args: readonly string[],
  env: Record<string, string> = {},
  stderr: 'inherit' | 'ignore' = 'inherit',
): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: tmpdir(),
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary(), ...env },
    stdio: ['ignore', 'ignore', stderr],
  });
}

/** The media worker named by MEDIASOUP_WORKER_BIN, or the newest one cached by `npm start` or `npm test`. */
export function workerBinary(): string | undefined {
  return cachedProgram('MEDIASOUP_WORKER_BIN', 'mediasoup-worker');
}

/** @throws Error if the process exits, or does not respond with a status below 400 within a minute. */
export async function untilAnswers(child: ChildProcess, url: string): Promise<void> {
  const endsAt = performance.now() + MAX_START_MS;
  while (performance.now() < endsAt) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended at once`);
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await pause(POLL_INTERVAL_MS);
  }
  throw new Error(`nothing answers at ${url}`);
}

/** Resolves when it has exited, or at once if it already had. */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
