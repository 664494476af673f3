// Key frames as often as they are asked for, but no closer together than a decoder can need them.
const MIN_INTERVAL_MS = 500;

/** All times are in milliseconds of `performance.now()`. */
export class KeyFrameThrottle {
  #isWanted = true;
  #sentAt = -Infinity;

  /** At once when the last one is old enough, otherwise later: all requests in between are answered by one. */
  request(): void {
    this.#isWanted = true;
  }

  /** The encoder begins anew, with a key frame at once: nothing else could be decoded. */
  restart(): void {
    this.#isWanted = true;
    this.#sentAt = -Infinity;
  }

  isDue(now: number): boolean {
    return this.#isWanted && now - this.#sentAt >= MIN_INTERVAL_MS;
  }

  /** @param askedAt when it was asked of the encoder: what was requested since then is still wanted. */
  sent(askedAt: number): void {
    this.#isWanted = false;
    this.#sentAt = askedAt;
  }
}
