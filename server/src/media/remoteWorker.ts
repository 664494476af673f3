// A mediasoup worker whose process runs on another machine: its two channel pipes are one connection.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { type Duplex, PassThrough, type Readable } from 'node:stream';
import { createWorker, type types } from 'mediasoup';

/** What mediasoup uses of a `ChildProcess` (3.27, `Worker.js`). */
class RemoteProcess extends EventEmitter {
  readonly pid: number;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly stdio: unknown[];

  constructor(connection: Duplex, said: Readable, pid: number) {
    super();
    this.pid = pid;
    // mediasoup writes to the first only, and reads from the second.
    this.stdio = [null, this.stdout, this.stderr, connection, said];
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
 * The worker has `died` when the connection closes; `close` closes it. An event that mediasoup cannot read destroys the
 * connection with that error: it would have ended this process.
 *
 * @param pid of the process at its machine: its first message is addressed with it.
 * @param said what comes on the connection, if that is read by somebody else first.
 * @throws Error if the connection closes before the worker has said that it runs.
 */
export async function createRemoteWorker(
  connection: Duplex,
  pid: number,
  said: Readable = connection,
): Promise<types.Worker> {
  const { spawn } = childProcess;
  const { once } = EventEmitter.prototype;
  let hasSpawned = false;
  let isGuarded = false;
  const process = new RemoteProcess(connection, said, pid);
  childProcess.spawn = (() => {
    hasSpawned = true;
    return process;
  }) as unknown as typeof spawn;
  // mediasoup keeps its channel to itself, and waits at it for the worker's first message.
  EventEmitter.prototype.once = function onceAtChannel(this: EventEmitter, event, listener) {
    if (event === String(pid)) {
      guard(this, (error) => connection.destroy(error));
      isGuarded = true;
    }
    return once.call(this, event, listener);
  };
  let creating: Promise<types.Worker>;
  try {
    creating = createWorker({ logLevel: 'warn' });
  } finally {
    childProcess.spawn = spawn;
    EventEmitter.prototype.once = once;
  }
  if (!hasSpawned || !isGuarded) {
    creating.then((worker) => worker.close()).catch(() => undefined);
    throw new Error('mediasoup starts its workers in another way');
  }
  return creating;
}

/** mediasoup reads the events of its workers outside of any `try`, a turn after they have come. */
function guard(channel: EventEmitter, onUnreadable: (error: Error) => void): void {
  const { emit } = channel;
  channel.emit = (...event: Parameters<typeof emit>) => {
    try {
      return emit.apply(channel, event);
    } catch (error) {
      onUnreadable(error as Error);
      return false;
    }
  };
}
