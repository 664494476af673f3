// Runs the server in this terminal: passes signals on to it, once each, and waits for its end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './places.mjs';

// One Ctrl-C comes to us several times: from the terminal, and from npm, which passes it on.
const SAME_PRESS_MS = 1000;

export const MAIN = join(ROOT, 'server', 'src', 'main.ts');

/**
 * Returns the server's exit code.
 * @param user another than ours, `{ uid, gid }`, who runs it and all that it starts.
 */
export function runServer(node, env, { main = MAIN, user } = {}) {
  // In a process group of its own, so that the terminal's Ctrl-C reaches it through us alone.
  const ids = user && { uid: user.uid, gid: user.gid };
  const child = spawn(node, [main], { stdio: 'inherit', detached: true, env, ...ids });

  let stoppedAt;
  const stop = (signal) => {
    const now = performance.now();
    if (stoppedAt === undefined) {
      stoppedAt = now;
      child.kill(signal);
    } else if (now - stoppedAt > SAME_PRESS_MS) {
      console.error('Stopped a second time: ending the server at once.');
      child.kill('SIGKILL');
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The terminal is gone; to the server that is a stop like any other.
  process.on('SIGHUP', () => stop('SIGTERM'));

  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`The server didn't start: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
