// A supervised thread that also answers: each question has a key, and one message back.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';
import { SupervisedWorker, type WorkerListeners } from './supervisedWorker.ts';
import { workerThread } from './workerThread.ts';

/** An answer takes milliseconds: after this long the thread is stuck. */
const ANSWER_MS = 3_000;

export class AskedThread<To extends { type: string }, From> {
  readonly #worker: SupervisedWorker<To, From>;
  /** Questions that wait for their answer, by their key. */
  readonly #pending = new Map<string, (message: From | undefined) => void>();

  /**
   * @param name for the log
   * @param url of its code, with what it starts with as `data`
   */
  constructor(
    name: string,
    { url, data }: { url: URL; data: unknown },
    { onMessage, onExit }: WorkerListeners<From>,
    log: Log,
  ) {
    const listeners = {
      onMessage,
      onExit: () => {
        for (const answer of this.#pending.values()) answer(undefined);
        onExit();
      },
    };
    this.#worker = new SupervisedWorker(name, workerThread(name, url, data), listeners, log);
  }

  /** @throws Error when the thread cannot even be created. */
  start(): void {
    this.#worker.start();
  }

  /** @param last the message that makes it end by itself. */
  stop(last: To): Promise<void> {
    return this.#worker.stop(last);
  }

  /** As if it had crashed. */
  terminateForTest(): Promise<void> {
    return this.#worker.terminateForTest();
  }

  /** A message to a thread that has died is lost with it. */
  post(message: To): void {
    this.#worker.post(message);
  }

  /**
   * One question at a time for each key.
   * @returns undefined if the thread is stuck or has died: it may have done what was asked, but too late.
   */
  async ask(key: string, message: To): Promise<From | undefined> {
    const late = pause(ANSWER_MS, undefined, { ref: false });
    // A thread that has died is started again within a second.
    await Promise.race([this.#worker.running(), late]);
    const answered = new Promise<From | undefined>((resolve) => {
      this.#pending.set(key, resolve);
    });
    this.post(message);
    try {
      return await Promise.race([answered, late]);
    } finally {
      this.#pending.delete(key);
    }
  }

  /** The thread has answered the question with this key, unless that is forgotten. */
  answered(key: string, message: From): void {
    this.#pending.get(key)?.(message);
  }
}
