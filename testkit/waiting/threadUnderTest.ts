// A real worker thread of the server, driven by a test: what it is sent, and the events that it reports.
import { Worker } from 'node:worker_threads';

export class ThreadUnderTest<To, From extends { type: string }> {
  readonly events: From[] = [];
  readonly worker: Worker;
  readonly #waiting = new Set<() => void>();
  readonly #exited: Promise<void>;

  constructor(url: URL, workerData: object) {
    this.worker = new Worker(url, { workerData });
    this.worker.on('message', (event: From) => {
      this.events.push(event);
      for (const look of this.#waiting) look();
    });
    this.#exited = new Promise((resolve) => this.worker.once('exit', () => resolve()));
  }

  post(message: To): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.worker.postMessage(message);
  }

  /** What `find` finds among the events, now or later. */
  async whenFound<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
  }

  /** @param last makes it end by itself. If it does not, the test waits until its time is over. */
  async endBy(last: To): Promise<void> {
    this.post(last);
    await this.#exited;
  }
}
