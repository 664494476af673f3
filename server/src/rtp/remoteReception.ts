// Judges by the other end's RTCP whether it really receives what we send (RFC 3550 §6.4.1).

/** One report block on a stream. */
export interface RemoteReport {
  ssrc: number;
  /** Extended: the upper 16 bits count the wraps. */
  highestSequence: number;
  /** Since the previous report, in 256ths. */
  fractionLost: number;
}

/** Sent between two reports: two seconds are enough to judge by. */
const MIN_PACKETS = 100;
/** Below this share of received packets, speech cannot be understood. */
const MIN_SHARE = 0.5;
/** A delayed report covers less than was sent since, and the next one more. */
const MAX_EXCESS = 1_000;
/** Only the lower 16 bits of the highest sequence number count: not all devices count the wraps. */
const WRAP = 0x1_0000;

/**
 * Many phones report seldom, wrongly or not at all: a report of no packets is believed only from a phone that has
 * reported some before.
 */
export class RemoteReception {
  #last: { highestSequence: number; sent: number } | undefined;
  #isBelieved = false;
  #isReached = true;

  get isReached(): boolean {
    return this.#isReached;
  }

  /**
   * @param sent packets sent to it so far
   * @returns whether our packets reach it, when that has changed
   */
  update({ highestSequence, fractionLost }: RemoteReport, sent: number): boolean | undefined {
    const last = this.#last;
    const expected = sent - (last?.sent ?? sent);
    if (last !== undefined && expected < MIN_PACKETS) return undefined;
    this.#last = { highestSequence, sent };
    if (last === undefined || expected + MAX_EXCESS >= WRAP) return undefined;
    const advanced = (highestSequence - last.highestSequence) & (WRAP - 1);
    const hasAdvanced = advanced >= expected * MIN_SHARE && advanced <= expected + MAX_EXCESS;
    const isReached = hasAdvanced && fractionLost / 256 < MIN_SHARE;
    this.#isBelieved ||= isReached;
    if (!this.#isBelieved || isReached === this.#isReached) return undefined;
    this.#isReached = isReached;
    return isReached;
  }
}
