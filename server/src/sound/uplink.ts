// Forwards one telephone's packets to the meeting as they arrive; the browsers reorder them. If it says when they were
// captured, that is reported, so that a room's picture is played with its sound.
import { writeReport } from '../rtp/rtcp.ts';
import { SequenceRewriter } from '../rtp/sequenceRewriter.ts';
import { writeRtp, type RtpPacket } from '../rtp/rtpPacket.ts';
import type { RtpSocket } from '../rtp/rtpPorts.ts';
import { dbovOf, levelByte } from './audioLevel.ts';
import type { SendingToMeeting } from './audioMessages.ts';
import type { SpeechTranscoder } from './speechTranscoder.ts';

/** Four times what a phone with 20 ms packets sends; more is a flood, and dropped. */
const MAX_PACKETS_PER_SECOND = 200;
/** Of the RTP timestamps: of G.711, and of G.722 too (RFC 3551 §4.5.2). */
const CLOCK_RATE = 8_000;
const REPORT_INTERVAL_MS = 2_000;

export class Uplink {
  readonly #socket: RtpSocket;
  readonly #sending: SendingToMeeting;
  readonly #cname: string;
  readonly #numbers = new SequenceRewriter(CLOCK_RATE);
  #hasPaused = true;
  #second = 0;
  #sent = 0;
  #packetCount = 0;
  #byteCount = 0;
  #reportedAt = -Infinity;

  /** @param cname of RTCP */
  constructor(socket: RtpSocket, sending: SendingToMeeting, cname: string) {
    this.#socket = socket;
    this.#sending = sending;
    this.#cname = cname;
  }

  /**
   * @param transcoder of what this telephone sends
   * @param arrival `lagMs`: how long before it the sound was captured, if that is known
   */
  pass(
    packet: RtpPacket,
    transcoder: SpeechTranscoder,
    { now, lagMs }: { now: number; lagMs: number | undefined },
  ): void {
    if (this.#isFlood(now)) return this.skip(packet);
    const { port, streams, audioLevelId } = this.#sending;
    const samples = transcoder.decode(packet.payload);
    const level = { id: audioLevelId, byte: levelByte(dbovOf(samples)) };
    const hasMarker = this.#hasPaused || packet.hasMarker;
    const numbers = this.#numbers.next(packet, now);
    for (const { ssrc, payloadType, codec } of streams) {
      const payload = transcoder.encode(packet.payload, samples, codec);
      const relayed = writeRtp({ payloadType, hasMarker, ...numbers, ssrc, payload }, level);
      this.#socket.send(relayed, { address: '127.0.0.1', port });
    }
    this.#hasPaused = false;
    this.#packetCount += 1;
    this.#byteCount += packet.payload.length;
    if (lagMs === undefined || now - this.#reportedAt < REPORT_INTERVAL_MS) return;
    this.#reportedAt = now;
    this.#report(numbers.timestamp + (lagMs * CLOCK_RATE) / 1_000, now);
  }

  /** Does not pass on a packet: a digit, or audio while muted. */
  skip(packet: RtpPacket): void {
    this.#numbers.skip(packet);
    this.#hasPaused = true;
  }

  /** @param timestamp of what is captured now: the router passes the difference to arrival on to browsers. */
  #report(timestamp: number, now: number): void {
    const { port, streams } = this.#sending;
    for (const { ssrc } of streams) {
      const sent = {
        ssrc,
        packetCount: this.#packetCount,
        byteCount: this.#byteCount,
        timestampAt: () => Math.round(timestamp) >>> 0,
      };
      const report = writeReport({ ssrc, sent, reception: undefined, cname: this.#cname }, now);
      this.#socket.send(report, { address: '127.0.0.1', port });
    }
  }

  #isFlood(now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) [this.#second, this.#sent] = [second, 0];
    this.#sent += 1;
    return this.#sent > MAX_PACKETS_PER_SECOND;
  }
}
