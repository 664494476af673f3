// A mediasoup worker whose process runs on another machine: its two channel pipes are one connection.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { type Duplex, PassThrough } from 'node:stream';
import { createWorker, type types } from 'mediasoup';

/** What mediasoup uses of a `ChildProcess` (3.27, `Worker.js`). */
class RemoteProcess extends EventEmitter {
  readonly pid: number;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly stdio: unknown[];

  constructor(connection: Duplex, pid: number) {
    super();
    this.pid = pid;
    // One end writes to the first only, and reads from the second.
    this.stdio = [null, this.stdout, this.stderr, connection, connection];
    connection.once('close', () => {
      this.emit('exit', null, 'SIGKILL');
      this.emit('close', null, 'SIGKILL');
    });
  }
}

/**
 * mediasoup starts the process of each worker itself, and can be told only the program. For the moment of that call it gets
 * one that runs already (docs/decisions/0063).
 *
 * The worker has `died` when the connection closes; `close` closes it.
 *
 * @param pid of the process at its machine: its first message is addressed with it.
 * @throws Error if the connection closes before the worker has said that it runs.
 */
export async function createRemoteWorker(connection: Duplex, pid: number): Promise<types.Worker> {
  const { spawn } = childProcess;
  let hasSpawned = false;
  const process = new RemoteProcess(connection, pid);
  childProcess.spawn = (() => {
    hasSpawned = true;
    return process;
  }) as unknown as typeof spawn;
  let creating: Promise<types.Worker>;
  try {
    creating = createWorker({ logLevel: 'warn' });
  } finally {
    childProcess.spawn = spawn;
  }
  if (!hasSpawned) {
    creating.then((worker) => worker.close()).catch(() => undefined);
    throw new Error('mediasoup starts its workers in another way');
  }
  return creating;
}
