// Whether a telephone really gets our sound, by what its RTCP tells of it (RFC 3550 §6.4.1).

/** One report on our stream. */
export interface RemoteReport {
  ssrc: number;
  /** Extended: with the count of rounds in its upper half. */
  highestSequence: number;
  /** Since the report before, in 256ths. */
  fractionLost: number;
}

/** Two seconds of ours between two reports are enough to judge by. */
const ENOUGH_PACKETS = 100;
/** With so little of it nobody understands anything. */
const LEAST_SHARE = 0.5;
/** A report that was long on its way tells of less than was sent since, and the next one of more. */
const MOST_MORE = 1_000;
/** Of the highest number only the lower half is looked at: not all count its rounds. */
const ROUND = 0x1_0000;

/**
 * Many telephones report seldom, badly or not at all: only one whose reports once told of our packets is believed when
 * they tell of none.
 */
export class RemoteReception {
  #last: { highestSequence: number; sent: number } | undefined;
  #isBelieved = false;
  #isHearing = true;

  get isHearing(): boolean {
    return this.#isHearing;
  }

  /**
   * @param sent how many packets it has been sent by now.
   * @returns whether it hears, when that is news.
   */
  take({ highestSequence, fractionLost }: RemoteReport, sent: number): boolean | undefined {
    const last = this.#last;
    const expected = sent - (last?.sent ?? sent);
    if (last !== undefined && expected < ENOUGH_PACKETS) return undefined;
    this.#last = { highestSequence, sent };
    if (last === undefined || expected + MOST_MORE >= ROUND) return undefined;
    const advanced = (highestSequence - last.highestSequence) & (ROUND - 1);
    const hasAdvanced = advanced >= expected * LEAST_SHARE && advanced <= expected + MOST_MORE;
    const isHearing = hasAdvanced && fractionLost / 256 < LEAST_SHARE;
    this.#isBelieved ||= isHearing;
    if (!this.#isBelieved || isHearing === this.#isHearing) return undefined;
    this.#isHearing = isHearing;
    return isHearing;
  }
}
