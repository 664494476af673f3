// Reads the keys that somebody presses, sent as telephone-events in RTP (RFC 4733).
import { DIGITS, type Digit } from './digit.ts';
import { timestampDistance, type RtpPacket } from './rtpPacket.ts';

const EVENT_BYTES = 4;
/** Five seconds at 8 kHz: no key is held for longer before its first packet arrives. */
const MAX_DURATION = 40_000;
/** A longer press continues as a new event, which begins this much later (§2.5.1.3). */
const SEGMENT_DURATION = 0xffff;
/** Packets of an earlier key may arrive after those of a later one. */
const REMEMBERED_COUNT = 8;

export class TelephoneEvents {
  #counted: number[] = [];
  #last: { event: number; timestamp: number } | undefined;

  /** @returns the digit, at the first packet of it that arrives. */
  read({ timestamp, payload }: Pick<RtpPacket, 'timestamp' | 'payload'>): Digit | undefined {
    const [event = 0, , high = 0, low = 0] = payload;
    const digit = DIGITS[event];
    if (payload.length < EVENT_BYTES || digit === undefined) return undefined;
    if (this.#counted.includes(timestamp)) return undefined;
    const duration = high * 256 + low;
    if (duration > MAX_DURATION) return undefined;
    const last = this.#last;
    this.#last = { event, timestamp };
    this.#counted = [timestamp, ...this.#counted].slice(0, REMEMBERED_COUNT);
    const isHeldOn =
      last?.event === event && timestampDistance(timestamp, last.timestamp) === SEGMENT_DURATION;
    return isHeldOn ? undefined : (digit as Digit);
  }
}
