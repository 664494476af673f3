// What comes from one telephone: checked, told apart, and handed on as sound, digits and RTCP.
import type { AgreedAudio, SrtpKey } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import { TelephoneEvents } from '../rtp/telephoneEvents.ts';
import type { RemoteReport } from '../rtp/remoteReception.ts';
import { CLOCK_RATE, decodeG711 } from './g711.ts';
import { JitterBuffer } from './jitterBuffer.ts';
import { Reception } from '../rtp/reception.ts';
import type { Relay } from './relay.ts';
import { takeRtcp } from '../rtp/rtcp.ts';
import { isRtcp, parseRtp, type RtpPacket } from '../rtp/rtpPacket.ts';
import type { Source } from '../rtp/rtpPorts.ts';
import { G711Decoder } from './soundDecoder.ts';
import { SourceLatch } from '../rtp/sourceLatch.ts';
import { SrtpReceiver } from '../rtp/srtp.ts';

const SHORTEST_RTP = 12;
/** Sent now and then by a telephone that rests, agreed or not (RFC 3389 §4). */
const COMFORT_NOISE = 13;
/** More than anybody presses, also by a telephone that dials by itself. */
const MOST_KEYS = 50;
const KEYS_WITHIN_MS = 2_000;
/** More than any telephone packs. */
const MOST_SAMPLES = 1_600;
/** A second's, each no larger than any telephone packs: whoever sends them is not known yet. */
const MOST_EARLY = 50;
const LARGEST_EARLY_BYTES = 2_000;

export interface LineListeners {
  keyed(digit: Digit): void;
  /** What the telephone tells of a stream that it gets, ours or not. */
  reported(report: RemoteReport): void;
}

export class LineListening {
  readonly reception = new Reception(CLOCK_RATE);
  readonly #listeners: LineListeners;
  readonly #latch = new SourceLatch();
  readonly #digits = new TelephoneEvents();
  #buffer = new JitterBuffer(new G711Decoder('PCMA'));
  #audio: AgreedAudio | undefined;
  #srtp: SrtpReceiver | undefined;
  /** What came before the ACK, which may be overtaken: it is looked at when there is one. */
  #early: { packet: Buffer; source: Source; at: number }[] = [];
  #rtcpSource: Source | undefined;
  /** While one is in a meeting. */
  #relay: Relay | undefined;
  #isMuted = false;
  #keys = { since: 0, count: 0 };
  #heardAt = 0;

  constructor(listeners: LineListeners) {
    this.#listeners = listeners;
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
    const audio = this.#audio;
    if (target === undefined || audio === undefined || audio.isRtcpMuxed) return target;
    if (this.#rtcpSource?.address === target.address) return this.#rtcpSource;
    // Behind a NAT the agreed port says nothing; the next one is a guess (RFC 3550 §11).
    const port = target.port === audio.port ? audio.rtcpPort : target.port + 1;
    return { address: target.address, port };
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
      this.#srtp = openSrtp(audio.remoteSrtpKey);
    }
    if (!this.#isHeard) this.#buffer.clear();
    const early = this.#early;
    this.#early = [];
    for (const { packet, source, at } of early) this.takeRtp(packet, source, at);
  }

  /** From now on what it says goes there; undefined: nowhere. */
  setRelay(relay: Relay | undefined): void {
    this.#relay = relay;
    this.#buffer.clear();
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#buffer.clear();
  }

  /** @returns 20 ms of what it says in a meeting; undefined while that is nothing. */
  pull(now: number): Int16Array | undefined {
    return this.#isHeard ? this.#buffer.pull(now) : undefined;
  }

  /** What has come to the port of RTP. */
  takeRtp(packet: Buffer, source: Source, now: number): void {
    const audio = this.#audio;
    if (packet.length < SHORTEST_RTP) return;
    if (audio === undefined) {
      const isHeld = this.#early.length < MOST_EARLY && packet.length <= LARGEST_EARLY_BYTES;
      if (isHeld) this.#early.push({ packet, source, at: now });
      return;
    }
    if (isRtcp(packet)) {
      if (audio.isRtcpMuxed) this.takeRtcp(packet, source, now);
      return;
    }
    if (!this.#latch.wouldTake(source, now)) return;
    const clear = audio.remoteSrtpKey === undefined ? packet : this.#srtp?.unprotect(packet);
    const rtp = clear && parseRtp(clear);
    if (rtp === undefined) return;
    const isSound = rtp.payloadType === audio.payloadType;
    const isDigit = rtp.payloadType === audio.digitsPayloadType;
    if (!isSound && !isDigit && rtp.payloadType !== COMFORT_NOISE) return;
    this.#latch.take(source, now);
    this.#heardAt = now;
    if (!this.reception.take(rtp, now) && isSound) return;
    if (isSound) this.#takeSound(rtp, audio, now);
    else this.#takeRest(rtp, isDigit, now);
  }

  takeRtcp(packet: Buffer, source: Source, now: number): void {
    // Who it is from only its address tells; it never decides where sound goes.
    if (source.address !== this.target?.address) return;
    const isSafe = this.#audio?.remoteSrtpKey !== undefined;
    const clear = isSafe ? this.#srtp?.unprotectRtcp(packet) : packet;
    if (clear === undefined || !takeRtcp(clear, this.reception, this.#listeners.reported, now))
      return;
    this.#rtcpSource = source;
    this.#heardAt = now;
  }

  #takeSound(rtp: RtpPacket, { codec }: AgreedAudio, now: number): void {
    if (!this.#isHeard || rtp.payload.length > MOST_SAMPLES || rtp.payload.length === 0) {
      this.#relay?.keepBack(rtp);
      return;
    }
    this.#relay?.pass(rtp, codec, decodeG711(codec, rtp.payload), now);
    if (this.#buffer.put(rtp, now) === 'late') this.reception.countLate();
  }

  #takeRest(rtp: RtpPacket, isDigit: boolean, now: number): void {
    this.#buffer.expectRest();
    this.#relay?.keepBack(rtp);
    const digit = isDigit ? this.#digits.take(rtp) : undefined;
    if (digit !== undefined && this.#mayKey(now)) this.#listeners.keyed(digit);
  }

  /** Keys are told to the thread of all meetings: a flood of them ends here. */
  #mayKey(now: number): boolean {
    if (now - this.#keys.since >= KEYS_WITHIN_MS) this.#keys = { since: now, count: 0 };
    this.#keys.count += 1;
    return this.#keys.count <= MOST_KEYS;
  }

  /** Who has us on hold does not speak: what comes then is music for somebody who waits. */
  get #isHeard(): boolean {
    return this.#relay !== undefined && !this.#isMuted && this.#audio?.isHearing === true;
  }
}

/** With what is no key nothing is understood: undefined, as without one. */
function openSrtp(key: SrtpKey | undefined): SrtpReceiver | undefined {
  try {
    return key === undefined ? undefined : new SrtpReceiver(key);
  } catch {
    return undefined;
  }
}
