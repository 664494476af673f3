// A rate that may not be exceeded, with a burst that may.

/** All times are in milliseconds of `performance.now()`. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at = 0;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#perMs = perSecond / 1_000;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** @returns false, and takes nothing, when there are not so many. */
  take(count: number, now: number): boolean {
    if (!this.has(count, now)) return false;
    this.#tokens -= count;
    return true;
  }

  has(count: number, now: number): boolean {
    return this.available(now) >= count;
  }

  /** So many may be taken. */
  available(now: number): number {
    const grown = Math.max(0, now - this.#at) * this.#perMs;
    this.#tokens = Math.min(this.#burst, this.#tokens + grown);
    this.#at = now;
    return Math.floor(this.#tokens);
  }
}
