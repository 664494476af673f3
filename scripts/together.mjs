// Runs programs in this terminal until one of them ends or a signal comes; then all are ended, and none is left.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Failure } from './failure.mjs';

// One Ctrl-C comes several times: from the terminal, and from npm, which passes it on.
const SAME_PRESS_MS = 1000;

/**
 * Resolves when all have ended, with the name and exit code of the first that did, and whether a signal had come before.
 * @param programs each `{ name, command, args }` and options of `spawn`
 * @throws Failure naming a program that could not be started
 */
export async function runTogether(programs) {
  const children = programs.map(({ command, args, ...options }) =>
    spawn(command, args, {
      ...options,
      // In process groups of their own, so that the terminal's Ctrl-C reaches them through us alone.
      detached: true,
      // An input that stays open as long as we live: Vite stops when its input ends.
      stdio: ['pipe', 'inherit', 'inherit'],
    }),
  );
  const names = programs.map(({ name }) => name).join(' and ');
  const isRunning = ({ pid, exitCode, signalCode }) =>
    pid !== undefined && exitCode === null && signalCode === null;

  let stoppedAt;
  const stop = (signal) => {
    const now = performance.now();
    if (stoppedAt === undefined) {
      stoppedAt = now;
      for (const child of children.filter(isRunning)) child.kill(signal);
    } else if (now - stoppedAt > SAME_PRESS_MS) {
      console.error(`Stopped a second time: ending the ${names} at once.`);
      for (const { pid } of children.filter(isRunning)) process.kill(-pid, 'SIGKILL');
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The terminal is gone; to a program that is a stop like any other.
  process.on('SIGHUP', () => stop('SIGTERM'));

  let first;
  const end = (result) => {
    first ??= { ...result, wasStopped: stoppedAt !== undefined };
    if (stoppedAt === undefined) stop('SIGTERM');
  };
  await Promise.all(
    children.map(
      (child, index) =>
        new Promise((resolve) => {
          child.on('error', ({ message }) => {
            end({ failure: new Failure(`The ${programs[index].name} didn't start: ${message}`) });
            resolve();
          });
          child.on('exit', (code, signal) => {
            end({ name: programs[index].name, code: code ?? 128 + constants.signals[signal] });
            resolve();
          });
        }),
    ),
  );
  if (first.failure !== undefined) throw first.failure;
  return first;
}
