// What comes from one telephone: checked, told apart, and handed on as sound, digits and RTCP.
import type { AgreedAudio } from '../audio.ts';
import type { Digit } from '../digit.ts';
import { Digits } from './digits.ts';
import { decodeG711 } from './g711.ts';
import { JitterBuffer } from './jitterBuffer.ts';
import { Reception } from './reception.ts';
import type { Relay } from './relay.ts';
import { takeRtcp } from './rtcp.ts';
import { isRtcp, parseRtp, type RtpPacket } from './rtpPacket.ts';
import type { Source } from './rtpPorts.ts';
import { G711Decoder } from './soundDecoder.ts';
import { SourceLatch } from './sourceLatch.ts';
import { SrtpReceiver } from './srtp.ts';

const SHORTEST_RTP = 12;
/** More than any telephone packs. */
const MOST_SAMPLES = 1_600;

export class LineListening {
  readonly reception = new Reception();
  /** While one is in a meeting. */
  relay: Relay | undefined;
  isMuted = false;
  readonly #digitKeyed: (digit: Digit) => void;
  readonly #latch = new SourceLatch();
  readonly #digits = new Digits();
  #buffer = new JitterBuffer(new G711Decoder('PCMA'));
  #audio: AgreedAudio | undefined;
  #srtp: SrtpReceiver | undefined;
  #rtcpSource: Source | undefined;
  #heardAt = 0;

  constructor(digitKeyed: (digit: Digit) => void) {
    this.#digitKeyed = digitKeyed;
  }

  /** When something valid last came, or was first to come. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Where our own sound is to go. */
  get target(): Source | undefined {
    return this.#latch.target;
  }

  get rtcpTarget(): Source | undefined {
    const { target } = this;
    if (target === undefined || this.#audio?.isRtcpMuxed === true) return target;
    if (this.#rtcpSource?.address === target.address) return this.#rtcpSource;
    return { address: target.address, port: target.port + 1 };
  }

  agree(audio: AgreedAudio, now: number): void {
    const before = this.#audio;
    this.#audio = audio;
    this.#latch.agree(audio, now);
    if (before?.isSending !== true) this.#heardAt = now;
    if (before?.codec !== audio.codec) {
      this.#buffer = new JitterBuffer(new G711Decoder(audio.codec));
    }
    if (before?.remoteSrtpKey !== audio.remoteSrtpKey) {
      this.#srtp =
        audio.remoteSrtpKey === undefined ? undefined : new SrtpReceiver(audio.remoteSrtpKey);
    }
    if (!this.#isHeard) this.#buffer.clear();
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.#buffer.clear();
  }

  /** @returns 20 ms of what it says in a meeting; undefined while that is nothing. */
  pull(now: number): Int16Array | undefined {
    return this.#isHeard ? this.#buffer.pull(now) : undefined;
  }

  /** What has come to the port of RTP. */
  takeRtp(packet: Buffer, source: Source, now: number): void {
    const audio = this.#audio;
    if (audio === undefined || packet.length < SHORTEST_RTP) return;
    if (isRtcp(packet)) {
      if (audio.isRtcpMuxed) this.takeRtcp(packet, source, now);
      return;
    }
    if (!this.#latch.wouldTake(source, packet.readUInt32BE(8), now)) return;
    const clear = this.#srtp === undefined ? packet : this.#srtp.unprotect(packet);
    const rtp = clear && parseRtp(clear);
    if (rtp === undefined) return;
    const isSound = rtp.payloadType === audio.payloadType;
    if (!isSound && rtp.payloadType !== audio.digitsPayloadType) return;
    this.#latch.take(source, rtp.ssrc, now);
    this.#heardAt = now;
    if (!this.reception.take(rtp, now) && isSound) return;
    if (isSound) this.#takeSound(rtp, audio, now);
    else this.#takeDigit(rtp);
  }

  takeRtcp(packet: Buffer, source: Source, now: number): void {
    // Who it is from only its address tells; it never decides where sound goes.
    if (source.address !== this.target?.address) return;
    const clear = this.#srtp === undefined ? packet : this.#srtp.unprotectRtcp(packet);
    if (clear === undefined || !takeRtcp(clear, this.reception, now)) return;
    this.#rtcpSource = source;
    this.#heardAt = now;
  }

  #takeSound(rtp: RtpPacket, { codec }: AgreedAudio, now: number): void {
    if (!this.#isHeard || rtp.payload.length > MOST_SAMPLES || rtp.payload.length === 0) {
      this.relay?.keepBack(rtp);
      return;
    }
    this.relay?.pass(rtp, codec, decodeG711(codec, rtp.payload), now);
    if (this.#buffer.put(rtp, now) === 'late') this.reception.countLate();
  }

  #takeDigit(rtp: RtpPacket): void {
    this.#buffer.expectRest();
    this.relay?.keepBack(rtp);
    const digit = this.#digits.take(rtp);
    if (digit !== undefined) this.#digitKeyed(digit);
  }

  /** Who has us on hold does not speak: what comes then is music for somebody who waits. */
  get #isHeard(): boolean {
    return this.relay !== undefined && !this.isMuted && this.#audio?.isHearing === true;
  }
}
