// Calls each 20 ms, and makes up for timers that come late.
const TICK_MS = 20;
/** After a longer standstill time goes on from now. */
const MOST_MISSED = 10;

export class Ticker {
  readonly #tick: (now: number) => void;
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(tick: (now: number) => void) {
    this.#tick = tick;
  }

  /** Once more is no fault. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#nextAt = performance.now() + TICK_MS;
    this.#wait();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#due(), Math.max(0, this.#nextAt - performance.now()));
  }

  #due(): void {
    const now = performance.now();
    if (now - this.#nextAt > MOST_MISSED * TICK_MS) this.#nextAt = now;
    // Timers count whole milliseconds.
    while (this.#nextAt <= now + 1 && this.#timer !== undefined) {
      this.#tick(this.#nextAt);
      this.#nextAt += TICK_MS;
    }
    if (this.#timer !== undefined) this.#wait();
  }
}
