// Packs audio at a constant rate (G.711) into one RTP stream with continuous sequence numbers and timestamps.
import { randomBytes } from 'node:crypto';
import { writeRtp } from './rtpPacket.ts';
import type { RtpStream } from './rtpSession.ts';

const MIN_PACKET_MS = 10;
const MAX_PACKET_MS = 100;
const DEFAULT_PACKET_MS = 20;
const random32 = () => randomBytes(4).readUInt32BE();
/** Far from wrapping: SRTP cannot follow a wrap when the first packets are lost (RFC 3711 §3.3.1). */
const randomSequence = () => random32() & 0x7fff;

export class AudioRtpSender implements RtpStream {
  ssrc = random32();
  packetCount = 0;
  byteCount = 0;
  #sequence = randomSequence();
  #timestamp = random32();
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #hasPaused = true;
  #eventTimestamp = 0;
  #timestampAt = 0;
  readonly #stepsPerMs: number;

  /** @param clockRate of the RTP timestamps, in Hz. */
  constructor(clockRate: number) {
    this.#stepsPerMs = clockRate / 1_000;
  }

  restart(): void {
    this.ssrc = random32();
    this.packetCount = 0;
    this.byteCount = 0;
    this.#sequence = randomSequence();
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hasPaused = true;
  }

  /**
   * @param encoded the next of the stream, one byte a clock step, as in G.711 and G.722 (RFC 3551 §4.5.2)
   * @param packetMs how much the other end wants in each packet
   * @returns the packets that are full now
   */
  put(encoded: Uint8Array, payloadType: number, packetMs: number, now: number): Buffer[] {
    const isUsable = packetMs >= MIN_PACKET_MS && packetMs <= MAX_PACKET_MS;
    const packetBytes = Math.round(isUsable ? packetMs : DEFAULT_PACKET_MS) * this.#stepsPerMs;
    this.#waiting.push(encoded);
    this.#waitingBytes += encoded.length;
    if (this.#waitingBytes < packetBytes) return [];
    const whole = this.#waiting.length === 1 ? encoded : Buffer.concat(this.#waiting);
    const full: Buffer[] = [];
    let at = 0;
    for (; whole.length - at >= packetBytes; at += packetBytes) {
      full.push(this.#packet(whole.subarray(at, at + packetBytes), payloadType));
    }
    this.#waiting = at < whole.length ? [whole.subarray(at)] : [];
    this.#waitingBytes = whole.length - at;
    this.#timestampAt = now;
    return full;
  }

  /**
   * A telephone-event in place of these clock steps of audio (RFC 4733 §2.5.1). What waits of the audio is dropped.
   * @param isFirst of its event, whose packets all have the timestamp of the first
   */
  putEvent(
    { payload, isFirst }: { payload: Uint8Array; isFirst: boolean },
    payloadType: number,
    clockSteps: number,
    now: number,
  ): Buffer {
    this.skip(0, now);
    if (isFirst) this.#eventTimestamp = this.#timestamp;
    const packet = this.#write(payload, payloadType, this.#eventTimestamp, isFirst);
    this.#timestamp = (this.#timestamp + clockSteps) >>> 0;
    return packet;
  }

  /** This many clock steps are not sent; the timestamp advances all the same. */
  skip(clockSteps: number, now: number): void {
    this.#timestamp = (this.#timestamp + clockSteps + this.#waitingBytes) >>> 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hasPaused = true;
    this.#timestampAt = now;
  }

  /** The timestamp that belongs to now, for a sender report (RFC 3550 §6.4.1). */
  timestampAt(now: number): number {
    return (this.#timestamp + Math.round((now - this.#timestampAt) * this.#stepsPerMs)) >>> 0;
  }

  #packet(payload: Uint8Array, payloadType: number): Buffer {
    // The marker is for the first of a talkspurt (RFC 3551 §4.1).
    const packet = this.#write(payload, payloadType, this.#timestamp, this.#hasPaused);
    this.#hasPaused = false;
    this.#timestamp = (this.#timestamp + payload.length) >>> 0;
    return packet;
  }

  #write(payload: Uint8Array, payloadType: number, timestamp: number, hasMarker: boolean): Buffer {
    const { ssrc } = this;
    const sequence = this.#sequence;
    const packet = writeRtp({ payloadType, hasMarker, sequence, timestamp, ssrc, payload });
    this.#sequence = (sequence + 1) & 0xffff;
    this.packetCount += 1;
    this.byteCount += payload.length;
    return packet;
  }
}
