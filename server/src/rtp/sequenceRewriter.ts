// The sound of one telephone goes into the meeting with even numbers, also when it begins anew with others (RFC 3550 §5.1).
import { randomBytes } from 'node:crypto';
import { sequenceDistance, timestampDistance } from './rtpPacket.ts';

/** A greater leap is another stream. */
const MOST_NUMBERS = 100;
const MAX_DRIFT_MS = 2_000;

export class SequenceRewriter {
  readonly #stepsPerMs: number;
  #sequence = randomBytes(2).readUInt16BE() & 0x7fff;
  #timestamp = randomBytes(4).readUInt32BE();
  #last: { ssrc: number; sequence: number; timestamp: number; now: number } | undefined;
  #sequenceOffset = 0;
  #timestampOffset = 0;

  /** @param clockRate of the RTP timestamps, in Hz. */
  constructor(clockRate: number) {
    this.#stepsPerMs = clockRate / 1_000;
  }

  /** Of a packet that is passed on. */
  next(
    { ssrc, sequence, timestamp }: { ssrc: number; sequence: number; timestamp: number },
    now: number,
  ): { sequence: number; timestamp: number } {
    if (this.#isLeap(ssrc, sequence, timestamp, now)) {
      const elapsed =
        this.#last === undefined ? 0 : Math.round((now - this.#last.now) * this.#stepsPerMs);
      this.#sequenceOffset = this.#sequence + 1 - sequence;
      this.#timestampOffset = this.#timestamp + elapsed - timestamp;
    }
    this.#last = { ssrc, sequence, timestamp, now };
    const continued = {
      sequence: (sequence + this.#sequenceOffset) & 0xffff,
      timestamp: (timestamp + this.#timestampOffset) >>> 0,
    };
    this.#sequence = continued.sequence;
    this.#timestamp = continued.timestamp;
    return continued;
  }

  /** One is kept back: it leaves no gap, which would be taken for a lost one. */
  skip(packet: { ssrc: number; sequence: number }): void {
    if (this.#last?.ssrc !== packet.ssrc) return;
    if (sequenceDistance(packet.sequence, this.#last.sequence) !== 1) return;
    this.#last.sequence = packet.sequence;
    this.#sequenceOffset -= 1;
  }

  #isLeap(ssrc: number, sequence: number, timestamp: number, now: number): boolean {
    const last = this.#last;
    if (last?.ssrc !== ssrc) return true;
    const numbers = sequenceDistance(sequence, last.sequence);
    const elapsed = (now - last.now) * this.#stepsPerMs;
    const drift = timestampDistance(timestamp, last.timestamp) - elapsed;
    return Math.abs(numbers) > MOST_NUMBERS || Math.abs(drift) > MAX_DRIFT_MS * this.#stepsPerMs;
  }
}
