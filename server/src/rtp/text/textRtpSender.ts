// Packs the text of one or several writers into one RTP stream (RFC 4103, RFC 9071).
import { randomBytes } from 'node:crypto';
import type { AgreedText } from '../agreedMedia.ts';
import { writeRtp } from '../rtpPacket.ts';
import type { RtpStream } from '../rtpSession.ts';
import type { MixedPacket } from './textMixer.ts';
import { writeRed } from './red.ts';

const random32 = () => randomBytes(4).readUInt32BE();
/** As in `AudioRtpSender`. */
const randomSequence = () => random32() & 0x7fff;

export class TextRtpSender implements RtpStream {
  ssrc = random32();
  packetCount = 0;
  byteCount = 0;
  #sequence = randomSequence();
  /** Its clock has 1,000 steps a second. */
  readonly #timestampOfZero = random32();

  restart(): void {
    this.ssrc = random32();
    this.packetCount = 0;
    this.byteCount = 0;
    this.#sequence = randomSequence();
  }

  timestampAt(now: number): number {
    return (this.#timestampOfZero + Math.floor(now)) >>> 0;
  }

  /** @param now whole milliseconds, by which the offsets of the blocks are counted */
  packet(
    { blocks, isFirst, contributor }: MixedPacket,
    { payloadType, redundancyPayloadType }: AgreedText,
    now: number,
  ): Buffer {
    const newest = blocks.at(-1)?.payload ?? Buffer.alloc(0);
    const payload =
      redundancyPayloadType === undefined
        ? newest
        : writeRed(blocks.map((block) => ({ ...block, payloadType })));
    const packet = writeRtp({
      payloadType: redundancyPayloadType ?? payloadType,
      hasMarker: isFirst,
      sequence: this.#sequence,
      timestamp: this.timestampAt(now),
      ssrc: this.ssrc,
      contributors: contributor === undefined ? [] : [contributor],
      payload,
    });
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.packetCount += 1;
    this.byteCount += payload.length;
    return packet;
  }
}
