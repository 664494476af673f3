// Writes a line of real-time text of our SDP: the answer to an offered one, or an offer of our own.
import type { AgreedText, LocalTransport } from '../rtp/agreedMedia.ts';
import type { MediaDescription } from './mediaDescription.ts';
import { cryptoLine, directionLine } from './sdpAttributes.ts';
import { MAX_GENERATIONS } from './textNegotiation.ts';

/** Of our offers: each media line has its own numbers. */
const OFFERED = { payloadType: 98, redundancyPayloadType: 99, generations: MAX_GENERATIONS };

type Formats = Pick<AgreedText, 'payloadType' | 'redundancyPayloadType' | 'generations'>;

/** @param cryptoTag of the crypto attribute that was chosen; undefined when the line is not encrypted. */
export function answerText(
  local: LocalTransport,
  { protocol }: MediaDescription,
  agreed: AgreedText,
  cryptoTag: number | undefined,
): string[] {
  return [
    ...formatLines(local, protocol, agreed),
    // Only to whoever offers it (RFC 9071 §2.3).
    ...(agreed.isMixed ? ['a=rtt-mixer'] : []),
    ...(cryptoTag === undefined ? [] : [cryptoLine(cryptoTag, local.srtpKey)]),
    ...(agreed.isRtcpMuxed ? ['a=rtcp-mux'] : []),
    directionLine(agreed),
  ];
}

/** @param before as agreed earlier in the call: payload types keep their meaning (RFC 3264 §8.3.2). */
export function offerText(
  local: LocalTransport,
  isEncrypted: boolean,
  before?: { offered: MediaDescription; agreed: AgreedText },
): string[] {
  const protocol = before?.offered.protocol ?? plainProtocol(isEncrypted);
  return [
    ...formatLines(local, protocol, before?.agreed ?? OFFERED),
    'a=rtt-mixer',
    ...(isEncrypted ? [cryptoLine(1, local.srtpKey)] : []),
    'a=rtcp-mux',
    'a=sendrecv',
  ];
}

/** In an offer of ours, after the other end has refused it. */
export const refusedText = (isEncrypted: boolean): string =>
  `m=text 0 ${plainProtocol(isEncrypted)} ${OFFERED.payloadType}`;

const plainProtocol = (isEncrypted: boolean) => (isEncrypted ? 'RTP/SAVP' : 'RTP/AVP');

/** Redundancy first, since that is preferred (RFC 4103 §10.1). */
function formatLines({ port }: LocalTransport, protocol: string, formats: Formats): string[] {
  const { payloadType, redundancyPayloadType: redundancy, generations } = formats;
  const types = [redundancy, payloadType].filter((type) => type !== undefined);
  const repeated = Array<number>(generations + 1).fill(payloadType);
  return [
    `m=text ${port} ${protocol} ${types.join(' ')}`,
    ...(redundancy === undefined
      ? []
      : [`a=rtpmap:${redundancy} red/1000`, `a=fmtp:${redundancy} ${repeated.join('/')}`]),
    `a=rtpmap:${payloadType} t140/1000`,
  ];
}
