// The text of one writer on its way out: collected for 300 ms, sent, and sent again with what follows (RFC 4103 §4, §5).
import type { RedBlock } from './red.ts';
import { MAX_OFFSET } from './red.ts';

/** Between two packets: a reader sees each keystroke soon, and a packet that is lost is made up for within a second. */
const INTERVAL_MS = 300;
/** In one packet, so that it and its redundancy fit into one datagram. */
const MAX_CHARACTERS = 80;

export interface TextPacket {
  /** Oldest first; the last one is new, and may be empty. */
  blocks: Pick<RedBlock, 'offset' | 'payload'>[];
  /** Follows a pause: carries no redundancy. */
  isFirst: boolean;
}

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

  /** When its last packet was made. */
  get sentAt(): number {
    return this.#sentAt;
  }

  /** Whether something new could be sent at once. */
  isReady(now: number): boolean {
    return now - this.#sentAt >= INTERVAL_MS;
  }

  /** @param isBlocked there is to be nothing new at the moment: what was sent is still repeated in time */
  isDue(now: number, isBlocked = false): boolean {
    if (!this.isReady(now)) return false;
    return (!this.isEmpty && !isBlocked) || this.#hasRedundancy;
  }

  /**
   * The next packet.
   * @param mayTake whether another character may be sent now
   */
  next(generations: number, mayTake: () => boolean, now: number): TextPacket {
    let count = 0;
    while (count < Math.min(MAX_CHARACTERS, this.#waiting.length) && mayTake()) count += 1;
    const payload = Buffer.from(this.#waiting.splice(0, count).join(''));
    const isFirst = !this.#hasRedundancy;
    const older = Array.from({ length: generations }, (_, at) => {
      const sent = this.#sent.at(at - generations);
      const offset = sent === undefined ? Infinity : Math.round(now - sent.at);
      // Linphone writes such an empty one too.
      if (sent === undefined || offset > MAX_OFFSET)
        return { offset: INTERVAL_MS * (generations - at), payload: Buffer.alloc(0) };
      return { offset, payload: sent.payload };
    });
    this.#sent = [...this.#sent, { payload, at: now }].slice(generations === 0 ? 1 : -generations);
    this.#sentAt = now;
    return { blocks: [...older, { offset: 0, payload }], isFirst };
  }

  get #hasRedundancy(): boolean {
    return this.#sent.some(({ payload }) => payload.length > 0);
  }
}
