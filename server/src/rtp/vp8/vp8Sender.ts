// Sends VP8 frames as one RTP stream over the loopback, with its own constant SSRC.
import { randomBytes } from 'node:crypto';
import { writeReport } from '../rtcp.ts';
import { VideoRtpSender } from '../videoRtpSender.ts';
import { writeVp8Payload } from './vp8Descriptor.ts';

/** With headers, no packet is larger than what a browser itself would send. */
const MAX_BYTES = 1_196;

/** All times are in milliseconds of `performance.now()`. */
export class Vp8Sender {
  readonly #payloadType: number;
  readonly #cname: string;
  readonly #sender: VideoRtpSender;
  #pictureId = randomBytes(2).readUInt16BE();

  /** @param stream the producer's encoding. Layers of one picture have the same `cname`. */
  constructor(stream: { ssrc: number; payloadType: number; cname: string }) {
    this.#payloadType = stream.payloadType;
    this.#cname = stream.cname;
    this.#sender = new VideoRtpSender(stream.ssrc);
  }

  get ssrc(): number {
    return this.#sender.ssrc;
  }

  /** @param capturedAt the same for all layers of a picture. @returns the packets, to be sent in order. */
  packets(frame: Uint8Array, capturedAt: number): Buffer[] {
    const count = Math.max(1, Math.ceil(frame.length / MAX_BYTES));
    const size = Math.ceil(frame.length / count);
    const payloads = Array.from({ length: count }, (_, at) =>
      writeVp8Payload(frame.subarray(at * size, (at + 1) * size), {
        isFrameStart: at === 0,
        pictureId: this.#pictureId,
      }),
    );
    this.#pictureId += 1;
    return this.#sender.packets(payloads, this.#payloadType, capturedAt);
  }

  /** A sender report, each few seconds and soon after the first frame: the router needs it to switch layers. */
  report(now: number): Buffer {
    const { ssrc } = this;
    return writeReport({ ssrc, sent: this.#sender, reception: undefined, cname: this.#cname }, now);
  }
}
