// Lets one stream of a line through at a time, when the other end changes its SSRC (a camera change, a hold).
import type { RtpPacket } from './rtpPacket.ts';

/** In a row, before a new stream takes over: a stray packet of another stream does not. */
const MIN_PACKETS = 3;

export class SsrcTakeover {
  #current: number | undefined;
  #candidates: RtpPacket[] = [];

  /** @returns the packets that are to be used now: also those of a new stream that had to wait. */
  take(packet: RtpPacket): RtpPacket[] {
    this.#current ??= packet.ssrc;
    if (packet.ssrc === this.#current) {
      this.#candidates = [];
      return [packet];
    }
    if (this.#candidates[0]?.ssrc !== packet.ssrc) this.#candidates = [];
    this.#candidates.push(packet);
    if (this.#candidates.length < MIN_PACKETS) return [];
    this.#current = packet.ssrc;
    return this.#candidates.splice(0);
  }
}
