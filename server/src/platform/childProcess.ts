// Starts a child process of Node for a supervisor: for native code whose crash would end a process with all its threads.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartWorker } from './supervisedWorker.ts';

/**
 * @param file the program: it speaks with us by `process.send` and `process.on('message')`, in structured clones, and
 * must exit on `disconnect`, when our process has died
 * @param data its first message, at each start
 */
export function childProcess<To extends Serializable, From>(
  file: URL,
  data: Serializable,
): StartWorker<To, From> {
  return ({ onMessage, onError, onExit }) => {
    const child = fork(fileURLToPath(file), { serialization: 'advanced', execArgv: [] });
    let hasExited = false;
    const exited = () => {
      if (hasExited) return;
      hasExited = true;
      onExit();
    };
    child.on('message', (message) => onMessage(message as From));
    child.on('error', (error) => {
      onError(error);
      // A process that could not be spawned has no exit event.
      if (child.pid === undefined) exited();
    });
    child.once('exit', exited);
    const post = (message: Serializable) => {
      // The callback takes the error of a channel that closes just now.
      if (child.connected) child.send(message, () => undefined);
    };
    post(data);
    return {
      post,
      async kill() {
        if (hasExited) return;
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      },
    };
  };
}
