// Writes a video line of our SDP: the answer to an offered one, or an offer of our own.
import type { AgreedVideo, LocalTransport } from '../rtp/agreedMedia.ts';
import { h264Format } from './h264Format.ts';
import type { MediaDescription } from './mediaDescription.ts';
import { cryptoLine, directionLine } from './sdpAttributes.ts';
import { feedbackOf } from './videoNegotiation.ts';

/** What we decode: level 3.1, which is 1280 × 720 at 30 frames a second (ITU-T H.264 table A-1). */
const OUR_LEVEL = 31;
const OUR_LIMITS = 'max-fs=3600;max-mbps=108000;max-br=14000';
/** Bits per second of one picture, without headers: beyond it 720p becomes no clearer (RFC 3890). */
const OUR_BITRATE = 2_048_000;
/** The same in kilobits per second with the headers. */
const OUR_BITRATE_AS = 2_156;
/** Constrained baseline. */
const OUR_ID = '42e01f';
/** RFC 4585, RFC 5104. */
const OUR_FEEDBACK = ['nack', 'nack pli', 'ccm fir', 'ccm tmmbr'];
/** Any that no other line of ours has. */
export const OUR_SLIDES_LABEL = '12';
/** Of our offers, by packetization mode. */
const PAYLOAD_TYPES = [
  { payloadType: 97, mode: 1 },
  { payloadType: 98, mode: 0 },
];

/**
 * a=mid and a=group are left out: each line has its own transport, and whoever writes no group uses none (RFC 5888 §9).
 *
 * @param cryptoTag of the crypto attribute that was chosen; undefined when the line is not encrypted.
 */
export function answerVideo(
  local: LocalTransport,
  offered: MediaDescription,
  agreed: AgreedVideo,
  cryptoTag: number | undefined,
): string[] {
  const { payloadType, isRtcpMuxed } = agreed;
  return [
    ...mediaLine(local, offered.protocol, [payloadType]),
    ...h264Lines(payloadType, parametersFor(agreed, offered)),
    ...feedbackLines(feedbackOf(offered, payloadType)),
    ...(cryptoTag === undefined ? [] : [cryptoLine(cryptoTag, local.srtpKey)]),
    ...(isRtcpMuxed ? ['a=rtcp-mux'] : []),
    ...contentLines(offered, agreed),
    directionLine(agreed),
  ];
}

/** The first offer of ours in a call. */
export function offerVideo(
  local: LocalTransport,
  content: AgreedVideo['content'],
  isEncrypted: boolean,
): string[] {
  const protocol = isEncrypted ? 'RTP/SAVP' : 'RTP/AVP';
  return [
    ...mediaLine(
      local,
      protocol,
      PAYLOAD_TYPES.map(({ payloadType }) => payloadType),
    ),
    ...PAYLOAD_TYPES.flatMap(({ payloadType, mode }) => {
      const parameters = `profile-level-id=${OUR_ID};packetization-mode=${mode};level-asymmetry-allowed=1`;
      return h264Lines(payloadType, parameters);
    }),
    ...feedbackLines(new Set()),
    ...(isEncrypted ? [cryptoLine(1, local.srtpKey)] : []),
    'a=rtcp-mux',
    `a=content:${content}`,
    ...(content === 'slides' ? [`a=label:${OUR_SLIDES_LABEL}`] : []),
    'a=sendrecv',
  ];
}

/** A later one, of a line as agreed: its payload type keeps its meaning for the whole call (RFC 3264 §8.3.2). */
export function offerVideoAgain(
  local: LocalTransport,
  offered: MediaDescription,
  agreed: AgreedVideo,
): string[] {
  const { payloadType, remoteSrtpKey } = agreed;
  return [
    ...mediaLine(local, offered.protocol, [payloadType]),
    ...h264Lines(payloadType, parametersFor(agreed, offered)),
    ...feedbackLines(new Set()),
    ...(remoteSrtpKey === undefined ? [] : [cryptoLine(1, local.srtpKey)]),
    'a=rtcp-mux',
    ...contentLines(offered, agreed),
    'a=sendrecv',
  ];
}

function mediaLine(
  { port }: LocalTransport,
  protocol: string,
  payloadTypes: readonly number[],
): string[] {
  return [
    `m=video ${port} ${protocol} ${payloadTypes.join(' ')}`,
    `b=TIAS:${OUR_BITRATE}`,
    `b=AS:${OUR_BITRATE_AS}`,
  ];
}

const h264Lines = (payloadType: number, parameters: string) => [
  `a=rtpmap:${payloadType} H264/90000`,
  `a=fmtp:${payloadType} ${parameters}`,
];

/** The profile as offered. Where the level may not be raised, limits override it, as in the offers of Cisco. */
function parametersFor({ payloadType }: AgreedVideo, { payloads }: MediaDescription): string {
  const offered = payloads.find((one) => one.payloadType === payloadType);
  const format = h264Format(offered?.parameters);
  if (format === undefined) throw new Error('the agreed payload type was not offered');
  const { limits, isLevelAsymmetryAllowed } = format;
  const level = isLevelAsymmetryAllowed ? OUR_LEVEL : Math.min(format.level, OUR_LEVEL);
  return [
    `profile-level-id=${format.profile}${level.toString(16).padStart(2, '0')}`,
    `packetization-mode=${limits.packetizationMode}`,
    ...(level < OUR_LEVEL ? [OUR_LIMITS] : []),
    ...(isLevelAsymmetryAllowed ? ['level-asymmetry-allowed=1'] : []),
  ].join(';');
}

/** An answer names nothing that the offer did not (RFC 4585 §4.2); where that names nothing at all, we say what we heed. */
function feedbackLines(offered: ReadonlySet<string>): string[] {
  const names = OUR_FEEDBACK.filter((name) => offered.size === 0 || offered.has(name));
  return names.map((name) => `a=rtcp-fb:* ${name}`);
}

function contentLines(offered: MediaDescription, agreed: AgreedVideo): string[] {
  const label = labelOf(offered, agreed.content);
  return [
    ...(offered.content === undefined ? [] : [`a=content:${offered.content}`]),
    ...(label === undefined ? [] : [`a=label:${label}`]),
  ];
}

/**
 * What BFCP refers to (RFC 4574, RFC 8856 §5.2). Each end has its own, and ours is the same, or one for slides that have
 * none.
 */
export function labelOf(
  { label }: MediaDescription,
  content: AgreedVideo['content'],
): string | undefined {
  return label ?? (content === 'slides' ? OUR_SLIDES_LABEL : undefined);
}
