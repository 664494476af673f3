// Makes one RTP stream of video frames, with continuous sequence numbers and timestamps of one clock.
import { randomBytes } from 'node:crypto';
import { writeRtp } from './rtpPacket.ts';
import type { RtpStream } from './rtpSession.ts';

const STEPS_PER_MS = 90;
const random32 = () => randomBytes(4).readUInt32BE();
/** Far from wrapping: SRTP cannot follow a wrap when the first packets are lost (RFC 3711 §3.3.1). */
const randomSequence = () => random32() & 0x7fff;

export class VideoRtpSender implements RtpStream {
  packetCount = 0;
  byteCount = 0;
  #ssrc: number;
  #sequence = randomSequence();
  #timestampBase = random32();

  constructor(ssrc = random32()) {
    this.#ssrc = ssrc;
  }

  get ssrc(): number {
    return this.#ssrc;
  }

  restart(): void {
    this.#ssrc = random32();
    this.packetCount = 0;
    this.byteCount = 0;
    this.#sequence = randomSequence();
  }

  /**
   * @param payloads of one frame, in order; the last gets the marker
   * @param capturedAt milliseconds of `performance.now()`
   */
  packets(payloads: readonly Uint8Array[], payloadType: number, capturedAt: number): Buffer[] {
    const timestamp = this.timestampAt(capturedAt);
    return payloads.map((payload, at) => {
      const packet = writeRtp({
        payloadType,
        hasMarker: at === payloads.length - 1,
        sequence: this.#sequence,
        timestamp,
        ssrc: this.#ssrc,
        payload,
      });
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.packetCount += 1;
      this.byteCount += payload.length;
      return packet;
    });
  }

  timestampAt(now: number): number {
    return (this.#timestampBase + Math.round(now * STEPS_PER_MS)) >>> 0;
  }
}
