// Writes the audio line of our SDP: the answer to an offered one, or an offer of our own.
import type { AgreedAudio, LocalTransport } from '../rtp/agreedMedia.ts';
import type { MediaDescription } from './mediaDescription.ts';
import { cryptoLine, directionLine } from './sdpAttributes.ts';

/** What most phones use, where the other end has not chosen a number. */
const DIGITS_PAYLOAD_TYPE = 101;

/** @param cryptoTag of the crypto attribute that was chosen; undefined when the line is not encrypted. */
export function answerAudio(
  { port, srtpKey }: LocalTransport,
  { protocol }: MediaDescription,
  agreed: AgreedAudio,
  cryptoTag: number | undefined,
): string[] {
  const { codec, payloadType, digitsPayloadType, isRtcpMuxed } = agreed;
  const payloadTypes = [payloadType, digitsPayloadType].join(' ').trim();
  return [
    `m=audio ${port} ${protocol} ${payloadTypes}`,
    `a=rtpmap:${payloadType} ${codec}/8000`,
    ...digits(digitsPayloadType),
    ...(cryptoTag === undefined ? [] : [cryptoLine(cryptoTag, srtpKey)]),
    'a=ptime:20',
    ...(isRtcpMuxed ? ['a=rtcp-mux'] : []),
    directionLine(agreed),
  ];
}

export interface AudioOffer {
  isEncrypted: boolean;
  /** G.722 before G.711. */
  isWideband: boolean;
  /**
   * This and the next one as agreed before, if they were: a payload type keeps its meaning for the whole call (RFC 3264
   * §8.3.2).
   */
  protocol: string | undefined;
  digitsPayloadType: number | undefined;
}

export function offerAudio({ port, srtpKey }: LocalTransport, offer: AudioOffer): string[] {
  const { isEncrypted, isWideband } = offer;
  const { protocol = isEncrypted ? 'RTP/SAVP' : 'RTP/AVP' } = offer;
  const { digitsPayloadType = DIGITS_PAYLOAD_TYPE } = offer;
  return [
    `m=audio ${port} ${protocol} ${isWideband ? '9 ' : ''}8 0 ${digitsPayloadType}`,
    // The RTP clock of G.722 is 8,000 Hz, though its samples come at 16,000 (RFC 3551 §4.5.2).
    ...(isWideband ? ['a=rtpmap:9 G722/8000'] : []),
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    ...digits(digitsPayloadType),
    ...(isEncrypted ? [cryptoLine(1, srtpKey)] : []),
    'a=ptime:20',
    'a=rtcp-mux',
    'a=sendrecv',
  ];
}

function digits(payloadType: number | undefined): string[] {
  if (payloadType === undefined) return [];
  return [`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-16`];
}
