// A thread of ours that is started again when it dies, and that may die without harm to the others.
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from './log.ts';
import './keepWasmCode.ts';

/** What dies again soon, such as one that finds its port taken, is started ever more seldom. */
const PAUSE_MS = { first: 500, longest: 30_000 };
const STEADY_AFTER_MS = 10_000;
/** It has hung up and closed its sockets long before. */
const STOP_MS = 3_000;

export interface WorkerListeners<From> {
  onMessage(message: From): void;
  /** All that was in it is gone. */
  onExit(): void;
}

export class SupervisedWorker<To extends { type: string }, From extends { type: string }> {
  readonly #name: string;
  readonly #file: URL;
  readonly #data: unknown;
  readonly #listeners: WorkerListeners<From>;
  readonly #log: Log;
  #worker: Worker | undefined;
  /** Whoever waits for it to be started again. */
  readonly #waiting: (() => void)[] = [];
  #isStopping = false;
  #startedAt = 0;
  #pauseMs = PAUSE_MS.first;

  /** @param data what it is started with, each time. */
  constructor(name: string, file: URL, data: unknown, listeners: WorkerListeners<From>, log: Log) {
    this.#name = name;
    this.#file = file;
    this.#data = data;
    this.#listeners = listeners;
    this.#log = log;
  }

  start(): void {
    const worker = new Worker(this.#file, { workerData: this.#data, name: this.#name });
    this.#worker = worker;
    this.#startedAt = performance.now();
    worker.on('message', (message: From) => {
      if (this.#worker === worker) this.#listeners.onMessage(message);
    });
    worker.on('error', (error) => {
      this.#log.error({ err: error, thread: this.#name }, 'a thread of the telephone failed');
    });
    worker.once('exit', () => this.#gone(worker));
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves at once while it runs. */
  running(): Promise<void> {
    if (this.#worker !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** What is said to one that has died is lost with it. */
  post(message: To): void {
    this.#worker?.postMessage(message);
  }

  /** As if it had failed: it is started again. */
  async terminateForTest(): Promise<void> {
    await this.#worker?.terminate();
  }

  /** @param last what makes it end by itself. */
  async stop(last: To): Promise<void> {
    this.#isStopping = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => void worker.once('exit', resolve));
    this.post(last);
    await Promise.race([ended, pause(STOP_MS, undefined, { ref: false })]);
    await worker.terminate();
  }

  #gone(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (this.#isStopping) return;
    if (performance.now() - this.#startedAt > STEADY_AFTER_MS) this.#pauseMs = PAUSE_MS.first;
    this.#log.error(
      { thread: this.#name, afterMs: this.#pauseMs },
      'a thread of the telephone ended and is started again',
    );
    this.#listeners.onExit();
    this.#startSoon();
  }

  #startSoon(): void {
    setTimeout(() => {
      if (this.#isStopping) return;
      try {
        this.start();
      } catch (error) {
        this.#log.error(
          { err: error, thread: this.#name, afterMs: this.#pauseMs },
          'a thread of the telephone could not be started and is started again',
        );
        this.#startSoon();
      }
    }, this.#pauseMs).unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSE_MS.longest);
  }
}
