// Writes our side of a call in SDP: answers and offers, with a version that goes up only when they change.
import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { LocalAudio } from '../rtp/agreedAudio.ts';
import type { MediaLine, ReadSdp } from './sdp.ts';

const EOL = '\r\n';
/** Ours, where the other end has not numbered it: what most phones take. */
const DIGITS_PAYLOAD_TYPE = 101;
const LARGEST_ID = 2 ** 47;

export class LocalSdp {
  readonly #id = randomInt(LARGEST_ID);
  readonly #address: string;
  readonly #audio: LocalAudio;
  #version = 0;
  #written: string | undefined;

  /** @param address the one that the other end reaches us by. */
  constructor(address: string, audio: LocalAudio) {
    this.#address = address;
    this.#audio = audio;
  }

  /** To an offer: the chosen line is taken, every other one refused with port 0 (RFC 3264 §6). */
  answerTo({ audio, lines, chosen, cryptoTag }: ReadSdp): string {
    const { codec, payloadType, digitsPayloadType, isHearing, isSending } = audio;
    const media = lines.flatMap((line, index) => {
      if (index !== chosen) return [refused(line)];
      return [
        `m=audio ${this.#audio.port} ${line.protocol} ${[payloadType, digitsPayloadType].join(' ').trim()}`,
        `a=rtpmap:${payloadType} ${codec}/8000`,
        ...digits(digitsPayloadType),
        ...(cryptoTag === undefined ? [] : [this.#crypto(cryptoTag)]),
        'a=ptime:20',
        ...(audio.isRtcpMuxed ? ['a=rtcp-mux'] : []),
        // Seen from us: it hears what we send.
        `a=${isHearing ? (isSending ? 'sendrecv' : 'sendonly') : 'inactive'}`,
      ];
    });
    return this.#write(media);
  }

  /** Where the INVITE had none (RFC 3261 §13.2.1). */
  offer(isEncrypted: boolean): string {
    return this.#write([
      `m=audio ${this.#audio.port} RTP/${isEncrypted ? 'SAVP' : 'AVP'} 8 0 ${DIGITS_PAYLOAD_TYPE}`,
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:0 PCMU/8000',
      ...digits(DIGITS_PAYLOAD_TYPE),
      ...(isEncrypted ? [this.#crypto(1)] : []),
      'a=ptime:20',
      'a=rtcp-mux',
      'a=sendrecv',
    ]);
  }

  #crypto(tag: number): string {
    return `a=crypto:${tag} AES_CM_128_HMAC_SHA1_80 inline:${this.#audio.srtpKey}`;
  }

  /** RFC 3264 §8: the version goes up by one, and only when something else than it has changed. */
  #write(media: readonly string[]): string {
    const connection = `IN IP${isIPv6(this.#address) ? 6 : 4} ${this.#address}`;
    const rest = ['s=-', `c=${connection}`, 't=0 0', ...media].join(EOL);
    if (rest !== this.#written) this.#version += 1;
    this.#written = rest;
    return ['v=0', `o=- ${this.#id} ${this.#version} ${connection}`, rest, ''].join(EOL);
  }
}

function refused({ type, protocol, payloads }: MediaLine): string {
  return `m=${type} 0 ${protocol} ${payloads}`;
}

function digits(payloadType: number | undefined): string[] {
  if (payloadType === undefined) return [];
  return [`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-16`];
}
