// Says when a room's picture was taken, by its RTP timestamps: arrival times would make movement uneven.
const STEPS_PER_MS = 90;
/** Arriving further than this from where the timestamps say: the stream began anew, or its clock runs differently. */
const MAX_DEVIATION_MS = 150;
/** Of a deviation, taken over with each picture, so that the average of arrival is followed. */
const FOLLOWED = 0.05;

/** All times are in milliseconds of `performance.now()`. */
export class TimestampClock {
  #anchor: { timestamp: number; at: number } | undefined;
  #last = -Infinity;

  /** Later than for the picture before, whatever the timestamps are. @param timestamp of RTP, 90 kHz */
  timeOf(timestamp: number, arrivedAt: number): number {
    this.#anchor ??= { timestamp, at: arrivedAt };
    const steps = (timestamp - this.#anchor.timestamp) | 0;
    let at = this.#anchor.at + steps / STEPS_PER_MS;
    const deviation = arrivedAt - at;
    at += Math.abs(deviation) > MAX_DEVIATION_MS ? deviation : deviation * FOLLOWED;
    at = Math.max(at, this.#last + 1);
    this.#anchor = { timestamp, at };
    this.#last = at;
    return at;
  }
}
