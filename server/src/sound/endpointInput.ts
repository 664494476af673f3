// What one telephone says: its audio on the way into the meeting and the mix, and the digits it sends.
import type { AgreedAudio } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { Reception } from '../rtp/reception.ts';
import type { RtpPacket } from '../rtp/rtpPacket.ts';
import { TelephoneEvents } from '../rtp/telephoneEvents.ts';
import { JitterBuffer } from './jitterBuffer.ts';
import type { Uplink } from './uplink.ts';
import { PhoneStreamDecoder } from './phoneStreamDecoder.ts';
import { SpeechTranscoder } from './speechTranscoder.ts';

/** Comfort noise, sent now and then by a phone that pauses, agreed or not (RFC 3389 §4). */
const COMFORT_NOISE = 13;
/** More than anybody presses, or an automatic dialler sends. Digits reach the main thread: a flood of them ends here. */
const MAX_DIGITS = 50;
const DIGIT_WINDOW_MS = 2_000;
/** More than any phone packs: 200 ms. */
const MAX_BYTES = 1_600;

export class EndpointInput {
  readonly #onDigit: (digit: Digit) => void;
  readonly #events = new TelephoneEvents();
  #buffer = new JitterBuffer(new PhoneStreamDecoder('PCMA'));
  #transcoder = new SpeechTranscoder('PCMA');
  #audio: AgreedAudio | undefined;
  /** Set while it is in a meeting. */
  #uplink: Uplink | undefined;
  #isMuted = false;
  #digitWindow = { since: 0, count: 0 };

  constructor(onDigit: (digit: Digit) => void) {
    this.#onDigit = onDigit;
  }

  /** @returns the payload types that it takes. */
  agree(audio: AgreedAudio): ReadonlySet<number> {
    const before = this.#audio;
    this.#audio = audio;
    if (before?.codec !== audio.codec) {
      this.#buffer = new JitterBuffer(new PhoneStreamDecoder(audio.codec));
      this.#transcoder = new SpeechTranscoder(audio.codec);
    }
    if (!this.#isHeard) this.#buffer.clear();
    return new Set([audio.payloadType, audio.digitsPayloadType ?? COMFORT_NOISE, COMFORT_NOISE]);
  }

  /** From now on its audio goes there; undefined: nowhere. */
  setUplink(uplink: Uplink | undefined): void {
    this.#uplink = uplink;
    this.#buffer.clear();
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#buffer.clear();
  }

  /** @returns its next 20 ms for the mix, at its codec's rate; undefined while it says nothing there. */
  pull(now: number): Int16Array | undefined {
    return this.#isHeard ? this.#buffer.pull(now) : undefined;
  }

  receive(packet: RtpPacket, isNew: boolean, reception: Reception, now: number): void {
    const audio = this.#audio;
    if (audio === undefined) return;
    if (packet.payloadType !== audio.payloadType) {
      this.#receiveOther(packet, packet.payloadType === audio.digitsPayloadType, now);
    } else if (isNew) {
      this.#receiveAudio(packet, reception, now);
    }
  }

  #receiveAudio(packet: RtpPacket, reception: Reception, now: number): void {
    const { length } = packet.payload;
    if (!this.#isHeard || length > MAX_BYTES || length === 0) {
      this.#uplink?.skip(packet);
      return;
    }
    this.#uplink?.pass(packet, this.#transcoder, { now, lagMs: reception.captureLagMs });
    if (this.#buffer.put(packet, now) === 'late') reception.countLate();
  }

  /** A digit or comfort noise, in place of audio. */
  #receiveOther(packet: RtpPacket, isDigit: boolean, now: number): void {
    this.#buffer.expectPause();
    this.#uplink?.skip(packet);
    const digit = isDigit ? this.#events.read(packet) : undefined;
    if (digit !== undefined && this.#mayPress(now)) this.#onDigit(digit);
  }

  #mayPress(now: number): boolean {
    const isNewWindow = now - this.#digitWindow.since >= DIGIT_WINDOW_MS;
    if (isNewWindow) this.#digitWindow = { since: now, count: 0 };
    this.#digitWindow.count += 1;
    return this.#digitWindow.count <= MAX_DIGITS;
  }

  /** While it has us on hold, what comes is music for somebody who waits. */
  get #isHeard(): boolean {
    return this.#uplink !== undefined && !this.#isMuted && this.#audio?.isHearing === true;
  }
}
