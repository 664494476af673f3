// A port of this machine that answers no connection, as behind a network that is cut: its queue is full, and stays so.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Linux takes one more than this. */
const BACKLOG = 1;
/** Longer than a connection on one machine takes. */
const ANSWERS_WITHIN_MS = 500;
const MAX_CALLERS = 10;

// It listens, and never runs again, so that it accepts nothing.
const LISTENER = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: ${BACKLOG} }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

export async function silentPort(): Promise<{ port: number; close(): Promise<void> }> {
  const listener = new Worker(LISTENER, { eval: true });
  const [port] = (await once(listener, 'message')) as [number];
  const callers: Socket[] = [];
  const close = async () => {
    for (const caller of callers) caller.destroy();
    await listener.terminate();
  };
  for (let isAnswered = true; isAnswered;) {
    if (callers.length > MAX_CALLERS) {
      await close();
      throw new Error(`port ${port} goes on answering`);
    }
    const caller = connect(port, '127.0.0.1');
    caller.on('error', () => undefined);
    callers.push(caller);
    isAnswered = await Promise.race([
      once(caller, 'connect').then(() => true),
      pause(ANSWERS_WITHIN_MS).then(() => false),
    ]);
  }
  return { port, close };
}
