// Which moment an RTP timestamp stands for, by the sender reports of its stream (RFC 3550 §6.4.1).
import { writeReport } from '../../server/src/rtp/rtcp.ts';

const SENDER_REPORT = 200;
const NTP_EPOCH_SECONDS = 2_208_988_800;

export class CaptureClock {
  readonly #stepsPerMs: number;
  #last: { at: number; timestamp: number } | undefined;

  constructor(stepsPerMs: number) {
    this.#stepsPerMs = stepsPerMs;
  }

  receive(packet: Buffer): void {
    if (packet[1] !== SENDER_REPORT || packet.length < 20) return;
    const seconds = packet.readUInt32BE(8) - NTP_EPOCH_SECONDS + packet.readUInt32BE(12) / 2 ** 32;
    const offset = Date.now() - performance.now();
    this.#last = { at: seconds * 1_000 - offset, timestamp: packet.readUInt32BE(16) };
  }

  /** In milliseconds of `performance.now()`; undefined while nothing was reported. */
  timeOf(timestamp: number): number | undefined {
    if (this.#last === undefined) return undefined;
    return this.#last.at + ((timestamp - this.#last.timestamp) | 0) / this.#stepsPerMs;
  }
}

/** @param timestamp of what is captured now */
export function senderReport(ssrc: number, timestamp: number): Buffer {
  const sent = { ssrc, packetCount: 1, byteCount: 1, timestampAt: () => timestamp >>> 0 };
  return writeReport({ ssrc, sent, reception: undefined, cname: 'bench' }, performance.now());
}
