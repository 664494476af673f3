// Deduplicates DTMF that a telephone sends both as RTP events (RFC 4733) and by SIP INFO.
import type { Digit } from '../rtp/digit.ts';

export type DtmfTransport = 'rtp' | 'info';

/** One arrives when the key is pressed, the other possibly when it is released. */
const DUPLICATE_WINDOW_MS = 5_000;
/** More keys than anybody presses in that time. */
const MAX_UNMATCHED = 30;

export class DtmfDeduplicator {
  /** Accepted from one transport and not yet seen on the other, oldest first. */
  #unmatched: { digit: Digit; transport: DtmfTransport; at: number }[] = [];

  /**
   * @param now milliseconds of `performance.now()`.
   * @returns false for a duplicate of a key that came by the other transport.
   */
  accept(digit: Digit, transport: DtmfTransport, now: number): boolean {
    this.#unmatched = this.#unmatched.filter(({ at }) => now - at < DUPLICATE_WINDOW_MS);
    const twin = this.#unmatched.findIndex(
      (one) => one.transport !== transport && one.digit === digit,
    );
    if (twin < 0)
      this.#unmatched = [...this.#unmatched, { digit, transport, at: now }].slice(-MAX_UNMATCHED);
    // The other transport has lost all keys before it.
    else this.#unmatched = this.#unmatched.slice(twin + 1);
    return twin < 0;
  }
}
