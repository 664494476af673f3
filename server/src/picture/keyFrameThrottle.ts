// Key frames as often as they are asked for, but no closer together than a decoder can need them.
const MIN_INTERVAL_MS = 500;

/** All times are in milliseconds of `performance.now()`. */
export class KeyFrameThrottle {
  #isWanted = true;
  #askedAt = -Infinity;

  /** At once when the last one is old enough, otherwise later: all requests in between are answered by one. */
  request(): void {
    this.#isWanted = true;
  }

  /** The encoder begins anew, with a key frame at once: nothing else could be decoded. */
  restart(): void {
    this.#isWanted = true;
    this.#askedAt = -Infinity;
  }

  isDue(now: number): boolean {
    return this.#isWanted && now - this.#askedAt >= MIN_INTERVAL_MS;
  }

  /** The encoder is asked for one. What is requested from now on needs another. */
  asked(now: number): void {
    this.#isWanted = false;
    this.#askedAt = now;
  }
}
