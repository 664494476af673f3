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

/**
 * @param protocol and `digitsPayloadType` as agreed before, if they were: a payload type keeps its meaning for the whole
 * call (RFC 3264 §8.3.2).
 */
export function offerAudio(
  { port, srtpKey }: LocalTransport,
  isEncrypted: boolean,
  protocol = isEncrypted ? 'RTP/SAVP' : 'RTP/AVP',
  digitsPayloadType = DIGITS_PAYLOAD_TYPE,
): string[] {
  return [
    `m=audio ${port} ${protocol} 8 0 ${digitsPayloadType}`,
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
