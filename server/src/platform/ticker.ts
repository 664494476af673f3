// Ticks each 20 ms without drift: makes up for timers that fire late.
const TICK_MS = 20;
/** After a longer stall it continues from now. */
const MAX_MISSED_TICKS = 10;

export class Ticker {
  readonly #tick: (now: number) => void;
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(tick: (now: number) => void) {
    this.#tick = tick;
  }

  /** Does nothing when it is running. */
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
    if (now - this.#nextAt > MAX_MISSED_TICKS * TICK_MS) this.#nextAt = now;
    // Timers have a resolution of one millisecond.
    while (this.#nextAt <= now + 1 && this.#timer !== undefined) {
      this.#tick(this.#nextAt);
      this.#nextAt += TICK_MS;
    }
    if (this.#timer !== undefined) this.#wait();
  }
}
