// The text of one writer on its way out: collected for 300 ms, sent, and sent again with what follows (RFC 4103 §4, §5).
import type { RedBlock } from './red.ts';
import { MAX_OFFSET } from './red.ts';

/** Between two packets: a reader sees each keystroke soon, and a packet that is lost is made up for within a second. */
const INTERVAL_MS = 300;
/** In one packet, so that it and its redundancy fit into one datagram. */
const MAX_CHARACTERS = 80;
const composites = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Oldest first; the last one is new, and may be empty. */
export type TextBlocks = Pick<RedBlock, 'offset' | 'payload'>[];

/** All times are in milliseconds of `performance.now()`. */
export class OutgoingText {
  #waiting: string[] = [];
  /** Oldest first. */
  #sent: { payload: Buffer; at: number }[] = [];
  #sentAt = -Infinity;

  /** In characters. */
  get length(): number {
    return this.#waiting.length;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  write(text: string): void {
    this.#waiting.push(...Array.from(text));
  }

  /** What waits, which is taken back. */
  withdraw(): string {
    return this.#waiting.splice(0).join('');
  }

  /** When its last packet was made. */
  get sentAt(): number {
    return this.#sentAt;
  }

  /** Nothing of what was sent is to be repeated, nor told to be over. */
  get isIdle(): boolean {
    return this.#sent.every(({ payload }) => payload.length === 0);
  }

  /** Whether what waits would not be sent at once, but collected. */
  isCollecting(now: number): boolean {
    return now - this.#sentAt < INTERVAL_MS;
  }

  /**
   * Whether there is a packet to be made.
   * @param affordable so many characters may be sent now; without any, what was sent is still repeated in time
   * @param isHurried all that waits is to leave at once, if it fits into one packet (RFC 9071 §3.4)
   */
  isDue(now: number, affordable: number, isHurried: boolean): boolean {
    const fits = this.length <= Math.min(MAX_CHARACTERS, affordable);
    if (!this.isEmpty && isHurried && fits) return true;
    if (this.isCollecting(now)) return false;
    return (!this.isEmpty && affordable > 0) || !this.isIdle;
  }

  /**
   * The next packet.
   * @param affordable at most so many new characters
   */
  next(generations: number, affordable: number, now: number): TextBlocks {
    const count = wholeCount(this.#waiting, Math.min(MAX_CHARACTERS, affordable));
    const payload = Buffer.from(this.#waiting.splice(0, count).join(''));
    const older = Array.from({ length: generations }, (_, at) => {
      const sent = this.#sent.at(at - generations);
      const offset = sent === undefined ? Infinity : Math.round(now - sent.at);
      // Linphone writes such an empty one too.
      if (sent === undefined || offset > MAX_OFFSET)
        return { offset: INTERVAL_MS * (generations - at), payload: Buffer.alloc(0) };
      return { offset, payload: sent.payload };
    });
    // Also without repetitions an empty one tells that nothing more has been lost (RFC 4103 §5.2).
    this.#sent = [...this.#sent, { payload, at: now }].slice(-Math.max(1, generations));
    this.#sentAt = now;
    return [...older, { offset: 0, payload }];
  }
}

/** So many of these code points that no composite character is cut (RFC 4103 §3.3), unless there is but one. */
function wholeCount(codePoints: readonly string[], most: number): number {
  if (codePoints.length <= most) return codePoints.length;
  const following = codePoints.slice(0, most + 1).join('');
  const last = [...composites.segment(following)].at(-1)?.segment ?? '';
  const whole = most + 1 - Array.from(last).length;
  return whole > 0 ? whole : most;
}
