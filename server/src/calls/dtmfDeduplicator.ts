// A key that a telephone tells twice, in its sound (RFC 4733) and by SIP INFO, counts once.
import type { Digit } from '../rtp/digit.ts';

export type DtmfTransport = 'rtp' | 'info';

/** The one is told when the key is pressed, the other perhaps when it is let go. */
const DUPLICATE_WINDOW_MS = 5_000;
/** Nobody presses more in that time. */
const MAX_UNMATCHED = 30;

export class DtmfDeduplicator {
  /** Counted by one transport, and not told by the other so far; in the order they were pressed. */
  #unmatched: { digit: Digit; transport: DtmfTransport; at: number }[] = [];

  /**
   * @param now milliseconds of `performance.now()`.
   * @returns whether it counts: false for what the other transport has told already.
   */
  accept(digit: Digit, transport: DtmfTransport, now: number): boolean {
    this.#unmatched = this.#unmatched.filter(({ at }) => now - at < DUPLICATE_WINDOW_MS);
    const twin = this.#unmatched.findIndex(
      (one) => one.transport !== transport && one.digit === digit,
    );
    if (twin < 0)
      this.#unmatched = [...this.#unmatched, { digit, transport, at: now }].slice(-MAX_UNMATCHED);
    // What was pressed before it the other transport has lost.
    else this.#unmatched = this.#unmatched.slice(twin + 1);
    return twin < 0;
  }
}
