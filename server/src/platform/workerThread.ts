// Starts a worker thread for a supervisor.
import { Worker } from 'node:worker_threads';
import type { StartWorker } from './supervisedWorker.ts';
import './keepWasmCode.ts';

/**
 * @param file the thread's module: it speaks with us by `parentPort`
 * @param data its `workerData`, at each start
 */
export function workerThread<To, From>(
  name: string,
  file: URL,
  data: unknown,
): StartWorker<To, From> {
  return ({ onMessage, onError, onExit }) => {
    const worker = new Worker(file, { workerData: data, name });
    worker.on('message', onMessage);
    worker.on('error', (error) => onError(error as Error));
    worker.once('exit', () => onExit());
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      post: (message) => worker.postMessage(message),
      kill: async () => void (await worker.terminate()),
    };
  };
}
