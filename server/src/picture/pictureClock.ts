// Says when the next picture of a composition is due.
/** After a longer stall it continues from now, without making up for what was missed. */
const MAX_BEHIND_MS = 100;
/** Timers have a resolution of one millisecond. */
const TOLERANCE_MS = 1;

/** All times are in milliseconds of `performance.now()`. */
export class PictureClock {
  #nextAt = -Infinity;

  /** @returns at most once for each picture. */
  isDue(now: number, picturesPerSecond: number): boolean {
    if (now < this.#nextAt - TOLERANCE_MS) return false;
    if (now - this.#nextAt > MAX_BEHIND_MS) this.#nextAt = now;
    this.#nextAt += 1_000 / picturesPerSecond;
    return true;
  }
}
