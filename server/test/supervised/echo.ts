// A worker for tests of the supervisor, as thread or process: echoes, crashes and stops on request.
import { parentPort, workerData } from 'node:worker_threads';

export type ToEcho =
  | { type: 'data'; id: number }
  | { type: 'echo'; bytes: Uint8Array }
  | { type: 'throw' }
  | { type: 'segfault' }
  | { type: 'ignoreStop' }
  | { type: 'stop' };

export type FromEcho =
  | { type: 'started'; id: number; pid: number }
  | { type: 'echoed'; bytes: Uint8Array }
  | { type: 'stopped' };

let ignoresStop = false;

function post(message: FromEcho): void {
  if (parentPort === null) process.send?.(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  else parentPort.postMessage(message);
}

function handle(message: ToEcho): void {
  switch (message.type) {
    case 'data':
      post({ type: 'started', id: message.id, pid: process.pid });
      break;
    case 'echo':
      post({ type: 'echoed', bytes: message.bytes });
      break;
    case 'throw':
      throw new Error('told to');
    case 'segfault':
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 'ignoreStop':
      ignoresStop = true;
      break;
    case 'stop':
      if (ignoresStop) return;
      post({ type: 'stopped' });
      if (parentPort === null) process.disconnect();
      else parentPort.close();
      break;
  }
}

if (parentPort === null) {
  process.on('message', (message) => handle(message as ToEcho));
  process.on('disconnect', () => process.exit());
} else {
  parentPort.on('message', (message: ToEcho) => handle(message));
  handle(workerData as ToEcho);
}
