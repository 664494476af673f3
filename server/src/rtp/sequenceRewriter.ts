// Gives relayed packets continuous sequence numbers and timestamps, even when their source restarts (RFC 3550 §5.1).
import { randomBytes } from 'node:crypto';
import { sequenceDistance, timestampDistance } from './rtpPacket.ts';

/** A larger jump means another stream. */
const MAX_JUMP = 100;
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

  /** The numbers of a packet that is relayed. */
  next(
    { ssrc, sequence, timestamp }: { ssrc: number; sequence: number; timestamp: number },
    now: number,
  ): { sequence: number; timestamp: number } {
    if (this.#isJump(ssrc, sequence, timestamp, now)) {
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

  /** A packet is not relayed: it must leave no gap, which would count as a loss. */
  skip(packet: { ssrc: number; sequence: number }): void {
    if (this.#last?.ssrc !== packet.ssrc) return;
    if (sequenceDistance(packet.sequence, this.#last.sequence) !== 1) return;
    this.#last.sequence = packet.sequence;
    this.#sequenceOffset -= 1;
  }

  #isJump(ssrc: number, sequence: number, timestamp: number, now: number): boolean {
    const last = this.#last;
    if (last?.ssrc !== ssrc) return true;
    const numbers = sequenceDistance(sequence, last.sequence);
    const elapsed = (now - last.now) * this.#stepsPerMs;
    const drift = timestampDistance(timestamp, last.timestamp) - elapsed;
    return Math.abs(numbers) > MAX_JUMP || Math.abs(drift) > MAX_DRIFT_MS * this.#stepsPerMs;
  }
}
