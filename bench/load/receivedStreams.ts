// Counts the packets of each SSRC, and their loss by sequence numbers (RFC 3550 appendix A.3).
import { ahead16, sequenceNumberOf, ssrcOf } from './rtpHeader.ts';

/** mediasoup's bandwidth probes, which belong to no track and are counted separately. */
const PROBATION_SSRC = 1234;

export interface ReceivedStream {
  ssrc: number;
  packets: number;
  bytes: number;
  firstSequence: number;
  /** With the rollover counter in the upper bits. */
  highestSequence: number;
  /** Expected and received at the last report. */
  reported: { expected: number; packets: number };
}

export const expectedOf = ({ highestSequence, firstSequence }: ReceivedStream): number =>
  highestSequence - firstSequence + 1;

export class ReceivedStreams {
  /** Packets and bytes of probes, not in the streams. */
  probes = { packets: 0, bytes: 0 };
  readonly #streams = new Map<number, ReceivedStream>();

  get all(): Iterable<ReceivedStream> {
    return this.#streams.values();
  }

  get size(): number {
    return this.#streams.size;
  }

  get(ssrc: number): ReceivedStream | undefined {
    return this.#streams.get(ssrc);
  }

  take(packet: Buffer): void {
    const ssrc = ssrcOf(packet);
    const sequence = sequenceNumberOf(packet);
    const stream = this.#streams.get(ssrc);
    if (stream !== undefined) {
      stream.packets += 1;
      stream.bytes += packet.length;
      const step = ahead16(sequence, stream.highestSequence & 0xffff);
      if (step > 0) stream.highestSequence += step;
    } else if (ssrc === PROBATION_SSRC) {
      this.probes.packets += 1;
      this.probes.bytes += packet.length;
    } else {
      this.#streams.set(ssrc, {
        ssrc,
        packets: 1,
        bytes: packet.length,
        firstSequence: sequence,
        highestSequence: sequence,
        reported: { expected: 0, packets: 0 },
      });
    }
  }
}
