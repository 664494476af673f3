// Runs the program as users start it, for tests of start-up, output and shutdown.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished, vi } from 'vitest';
import { WAIT_OPTIONS } from '../browser/page.ts';
import { freePort } from '../network/ports.ts';
import { spawnServer } from './spawnServer.ts';

export interface Program {
  process: ChildProcess;
  /** Its output so far. */
  printed: { out: string; err: string };
  /** Resolves when it has exited. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** A line of the log. */
export interface LogLine {
  level: string;
  msg: string;
  [field: string]: unknown;
}

/** Its log so far. The rest of what it prints is for humans: the greeting, and that it is stopping. */
export const logLinesOf = ({ printed }: Program): LogLine[] =>
  printed.out
    .split('\n')
    // The last one may not be whole yet.
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);

/** Killed after the test if it still runs. */
export async function startProgram(
  folder: string,
  settings: Record<string, string> = {},
): Promise<Program> {
  const mediaPort = await freePort();
  const child = spawnServer({ folder, mediaPort, settings, isDetached: true });
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

/** @returns the address that it prints when it is ready. */
export function readyAddress(program: Program): Promise<URL> {
  return vi.waitFor(
    () => {
      const address = /is ready: (\S+)/.exec(program.printed.out)?.[1];
      if (address === undefined) throw new Error(`not ready: ${JSON.stringify(program.printed)}`);
      return new URL(address);
    },
    { ...WAIT_OPTIONS, timeout: 60_000 },
  );
}
