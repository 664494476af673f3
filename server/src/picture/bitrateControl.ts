// How many bits a second a room is sent: what it and its network take, found out by its receiver reports.
/** Below, a picture of 720 lines is no longer one. */
const MIN_BITRATE = 256_000;
/** No picture at all can be made of less: what asks for less asks for none. */
const LEAST_BITRATE = 64_000;
/**
 * Until something has come from where we send to: it is named by signalling alone, and may be somebody who knows nothing of
 * this call. No more than a telephone is sent, nearly.
 */
const UNCONFIRMED_BITRATE = 128_000;
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
  #isConfirmed = false;

  /** @param best more is never of use. */
  constructor(best: number) {
    this.#best = best;
    this.#found = best;
  }

  get bitrate(): number {
    const most = this.#isConfirmed ? Infinity : UNCONFIRMED_BITRATE;
    return Math.round(Math.min(this.#found, this.#limit, most));
  }

  /** Whether the other end asks for less than a picture needs, as one that holds may. */
  get isStopped(): boolean {
    return this.#asked < LEAST_BITRATE;
  }

  /** @param isConfirmed whether something has come from where we send to. */
  confirm(isConfirmed: boolean): void {
    this.#isConfirmed = isConfirmed;
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
    return Math.max(LEAST_BITRATE, Math.min(this.#best, this.#agreed, this.#asked));
  }
}
