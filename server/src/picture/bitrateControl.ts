// How many bits a second a room is sent: what it and its network take, found out by its receiver reports.
/** Below, a picture of 720 lines is no longer one. */
const MIN_BITRATE = 256_000;
const INCREASE = 50_000;
/** More than this is congestion; less than the other is chance. In between nothing changes. */
const HIGH_LOSS = 0.1;
const LOW_LOSS = 0.02;

/** All rates are in bits per second. */
export class BitrateControl {
  #best: number;
  #agreed = Infinity;
  /** By TMMBR (RFC 5104 §4.2.1). */
  #asked = Infinity;
  #found: number;

  /** @param best more is never of use. */
  constructor(best: number) {
    this.#best = best;
    this.#found = best;
  }

  get bitrate(): number {
    return Math.round(Math.min(this.#found, this.#limit));
  }

  /** From SDP. */
  agree(maxBitrate: number): void {
    this.#agreed = maxBitrate;
  }

  /** From TMMBR; holds until the next one. */
  limit(bitsPerSecond: number): void {
    this.#asked = bitsPerSecond;
  }

  /** Multiplicative decrease, additive increase. @param fractionLost since the report before, 0 to 1. */
  report(fractionLost: number): void {
    const floor = Math.min(MIN_BITRATE, this.#limit);
    if (fractionLost > HIGH_LOSS) {
      this.#found = Math.max(floor, this.bitrate * (1 - fractionLost / 2));
    } else if (fractionLost < LOW_LOSS) {
      this.#found = Math.min(this.#limit, this.#found + INCREASE);
    }
  }

  get #limit(): number {
    return Math.min(this.#best, this.#agreed, this.#asked);
  }
}
