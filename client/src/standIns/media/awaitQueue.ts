// Stands in for the package `awaitqueue`, by which mediasoup-client does one thing at a time (client/build/libraries.ts).
interface Task {
  run(): Promise<void>;
  reject(error: Error): void;
}

/** What mediasoup-client uses of it, and no more. */
export class AwaitQueue {
  /** In the order they came; the first one runs. */
  readonly #tasks = new Set<Task>();

  push<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const task = {
        async run() {
          try {
            resolve(await run());
          } catch (error) {
            reject(error);
          }
        },
        reject,
      };
      this.#tasks.add(task);
      if (this.#tasks.size === 1) void this.#work(task);
    });
  }

  /** Rejects what waits and what runs; what comes later is not held up by what still runs. */
  stop(): void {
    for (const task of this.#tasks) task.reject(new Error('queue stopped'));
    this.#tasks.clear();
  }

  async #work(task: Task): Promise<void> {
    await task.run();
    // Not if it was stopped meanwhile.
    if (!this.#tasks.delete(task)) return;
    const [next] = this.#tasks;
    if (next !== undefined) void this.#work(next);
  }
}
