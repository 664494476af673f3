// Writes our SDP for a call, answers and offers, with a version that goes up only when they change.
import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { AgreedAudio, LocalAudio } from '../rtp/agreedMedia.ts';
import type { MediaDescription } from './mediaDescription.ts';
import type { NegotiatedLine, Negotiation } from './sdpNegotiation.ts';

const EOL = '\r\n';
/** What most phones use, where the other end has not chosen a number. */
const DIGITS_PAYLOAD_TYPE = 101;
const MAX_SESSION_ID = 2 ** 47;

export class LocalSdp {
  readonly #id = randomInt(MAX_SESSION_ID);
  readonly #address: string;
  readonly #audio: LocalAudio;
  /** Of the last answer: a later offer of ours must have them too, in the same order (RFC 3264 §8). */
  #lines: readonly NegotiatedLine[] = [];
  #version = 0;
  #written: string | undefined;

  /** @param address the one by which the other end reaches us. */
  constructor(address: string, audio: LocalAudio) {
    this.#address = address;
    this.#audio = audio;
  }

  answerTo({ lines }: Negotiation): string {
    this.#lines = lines;
    return this.#write(
      lines.flatMap(({ offered, agreed, cryptoTag }) =>
        agreed === undefined ? [refused(offered)] : this.#answerAudio(offered, agreed, cryptoTag),
      ),
    );
  }

  /** For an INVITE without an offer (RFC 3261 §13.2.1), at the start of a call or later. */
  offer(isEncrypted: boolean): string {
    if (this.#lines.length === 0) return this.#write(this.#offerAudio(isEncrypted));
    return this.#write(
      this.#lines.flatMap(({ offered, agreed }) =>
        agreed === undefined
          ? [refused(offered)]
          : this.#offerAudio(isEncrypted, offered.protocol, agreed.digitsPayloadType),
      ),
    );
  }

  #answerAudio(
    { protocol }: MediaDescription,
    { codec, payloadType, digitsPayloadType, isRtcpMuxed, isHearing, isSending }: AgreedAudio,
    cryptoTag: number | undefined,
  ): string[] {
    const payloadTypes = [payloadType, digitsPayloadType].join(' ').trim();
    return [
      `m=audio ${this.#audio.port} ${protocol} ${payloadTypes}`,
      `a=rtpmap:${payloadType} ${codec}/8000`,
      ...digits(digitsPayloadType),
      ...(cryptoTag === undefined ? [] : [this.#crypto(cryptoTag)]),
      'a=ptime:20',
      ...(isRtcpMuxed ? ['a=rtcp-mux'] : []),
      // Seen from our end: it hears what we send.
      `a=${isHearing ? (isSending ? 'sendrecv' : 'sendonly') : 'inactive'}`,
    ];
  }

  /** A payload type keeps its meaning for the whole call (RFC 3264 §8.3.2). */
  #offerAudio(
    isEncrypted: boolean,
    protocol = isEncrypted ? 'RTP/SAVP' : 'RTP/AVP',
    digitsPayloadType = DIGITS_PAYLOAD_TYPE,
  ): string[] {
    return [
      `m=audio ${this.#audio.port} ${protocol} 8 0 ${digitsPayloadType}`,
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:0 PCMU/8000',
      ...digits(digitsPayloadType),
      ...(isEncrypted ? [this.#crypto(1)] : []),
      'a=ptime:20',
      'a=rtcp-mux',
      'a=sendrecv',
    ];
  }

  #crypto(tag: number): string {
    return `a=crypto:${tag} AES_CM_128_HMAC_SHA1_80 inline:${this.#audio.srtpKey}`;
  }

  /** RFC 3264 §8: the version goes up by one when anything else has changed. */
  #write(media: readonly string[]): string {
    const connection = `IN IP${isIPv6(this.#address) ? 6 : 4} ${this.#address}`;
    const rest = ['s=-', `c=${connection}`, 't=0 0', ...media].join(EOL);
    if (rest !== this.#written) this.#version += 1;
    this.#written = rest;
    return ['v=0', `o=- ${this.#id} ${this.#version} ${connection}`, rest, ''].join(EOL);
  }
}

/** Port 0, and the formats as offered (RFC 3264 §6). */
function refused({ kind, protocol, formats }: MediaDescription): string {
  return `m=${kind} 0 ${protocol} ${formats}`;
}

function digits(payloadType: number | undefined): string[] {
  if (payloadType === undefined) return [];
  return [`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-16`];
}
