// Runs a thread or child process of ours and starts it again when it dies, so that its crash harms nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Back-off: a worker that dies again soon, such as one that finds its port taken, is started ever more seldom. */
const MIN_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** After this long it counts as steady, and its next death as the first. */
const STEADY_AFTER_MS = 10_000;
/** How long `stop` waits for a worker to end by itself. */
const STOP_MS = 3_000;

/** What happens to one started worker. Called asynchronously, never from within `StartWorker`. */
interface WorkerEvents<From> {
  onMessage(message: From): void;
  /** Why it is about to exit, where that is known. */
  onError(error: Error): void;
  /** Called once, and nothing after it. */
  onExit(): void;
}

export interface StartedWorker<To> {
  /** A message to a worker that has exited is lost. */
  post(message: To): void;
  /** Ends it at once. Resolves when it has exited. */
  kill(): Promise<void>;
}

/** Starts one thread (`workerThread`) or process (`childProcess`). May throw: then it is tried again. */
export type StartWorker<To, From> = (events: WorkerEvents<From>) => StartedWorker<To>;

export interface WorkerListeners<From> {
  onMessage(message: From): void;
  /** It died with all its state, and will be started again. Not called on `stop`. */
  onExit(): void;
}

export class SupervisedWorker<To, From> {
  readonly #name: string;
  readonly #startWorker: StartWorker<To, From>;
  readonly #listeners: WorkerListeners<From>;
  readonly #log: Log;
  #worker: StartedWorker<To> | undefined;
  /** Calls of `running` that wait for the next start. */
  readonly #waiting: (() => void)[] = [];
  #exited: Promise<void> = Promise.resolve();
  #isStopping = false;
  #startedAt = 0;
  #pauseMs = MIN_PAUSE_MS;

  /** @param name for the log. */
  constructor(
    name: string,
    startWorker: StartWorker<To, From>,
    listeners: WorkerListeners<From>,
    log: Log,
  ) {
    this.#name = name;
    this.#startWorker = startWorker;
    this.#listeners = listeners;
    this.#log = log;
  }

  /** @throws Error when the worker cannot even be created; later starts are retried instead. */
  start(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const worker = this.#startWorker({
      onMessage: (message) => {
        if (this.#worker === worker) this.#listeners.onMessage(message);
      },
      onError: (error) => this.#log.error({ err: error, worker: this.#name }, 'worker failed'),
      onExit: () => {
        resolve();
        this.#exitedBy(worker);
      },
    });
    this.#exited = promise;
    this.#worker = worker;
    this.#startedAt = performance.now();
    for (const proceed of this.#waiting.splice(0)) proceed();
  }

  /** Resolves at once while it runs, otherwise when it has been started again. */
  running(): Promise<void> {
    if (this.#worker !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A message to a worker that has died is lost with it. */
  post(message: To): void {
    this.#worker?.post(message);
  }

  /** As if it had crashed: it is started again. */
  async terminateForTest(): Promise<void> {
    await this.#worker?.kill();
  }

  /** @param last the message that makes it end by itself; it is killed if it does not. */
  async stop(last: To): Promise<void> {
    this.#isStopping = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    worker.post(last);
    await Promise.race([this.#exited, pause(STOP_MS, undefined, { ref: false })]);
    await worker.kill();
  }

  #exitedBy(worker: StartedWorker<To>): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (this.#isStopping) return;
    if (performance.now() - this.#startedAt > STEADY_AFTER_MS) this.#pauseMs = MIN_PAUSE_MS;
    this.#log.error({ worker: this.#name, afterMs: this.#pauseMs }, 'worker died; restarting');
    this.#listeners.onExit();
    this.#startSoon();
  }

  #startSoon(): void {
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    setTimeout(() => {
      if (this.#isStopping) return;
      try {
        this.start();
      } catch (error) {
        const fields = { err: error, worker: this.#name, afterMs: this.#pauseMs };
        this.#log.error(fields, 'worker failed to start; retrying');
        this.#startSoon();
      }
    }, pauseMs).unref();
  }
}
