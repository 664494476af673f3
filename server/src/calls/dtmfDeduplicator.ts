// A key that a telephone tells twice, in its sound (RFC 4733) and by SIP INFO, counts once.
import type { Digit } from '../rtp/digit.ts';

export type KeyWay = 'sound' | 'info';

/** The one is told when the key is pressed, the other perhaps when it is let go. */
const TOLD_TWICE_MS = 5_000;
/** Nobody presses more in that time. */
const MOST_KEYS = 30;

export class DtmfDeduplicator {
  /** Counted by one way, and not told by the other so far; in the order they were pressed. */
  #onceTold: { digit: Digit; way: KeyWay; at: number }[] = [];

  /**
   * @param now milliseconds of `performance.now()`.
   * @returns whether it counts: false for what the other way has told already.
   */
  take(digit: Digit, way: KeyWay, now: number): boolean {
    this.#onceTold = this.#onceTold.filter(({ at }) => now - at < TOLD_TWICE_MS);
    const twin = this.#onceTold.findIndex((one) => one.way !== way && one.digit === digit);
    if (twin < 0) this.#onceTold = [...this.#onceTold, { digit, way, at: now }].slice(-MOST_KEYS);
    // What was pressed before it the other way has lost.
    else this.#onceTold = this.#onceTold.slice(twin + 1);
    return twin < 0;
  }
}
