// Decides whether a video line can be accepted, and with which payload type of H.264, limits and feedback.
import type { AgreedAudio, AgreedVideo, VideoLimits } from '../rtp/agreedMedia.ts';
import { type H264Format, h264Format } from './h264Format.ts';
import { type SdpContext, usableTransport } from './lineTransport.ts';
import type { Bandwidth, MediaDescription } from './mediaDescription.ts';

export interface AcceptedVideo {
  agreed: AgreedVideo;
  /** As in `UsableTransport`. */
  cryptoTag: number | undefined;
}

const CLOCK_RATE = 90_000;
/** What a session's limit must leave for the audio: G.711 with its headers, rounded up. */
const AUDIO_BITRATE = 96_000;
/** Headers of IP, UDP and RTP around packets of 1,200 bytes, which AS counts and TIAS does not (RFC 3890 §4). */
const WITHOUT_HEADERS = 0.95;
/** No picture can be made of less. */
const MIN_BITRATE = 64_000;

/** Which stream a video line carries (RFC 4796 §5); undefined for others, such as sign language, that we have none for. */
export function contentOf({ content }: MediaDescription): AgreedVideo['content'] | undefined {
  if (content === undefined) return 'main';
  const named = content.toLowerCase().split(',', 8);
  if (named.includes('slides')) return 'slides';
  return named.includes('main') || named.includes('speaker') ? 'main' : undefined;
}

/**
 * @param line one of video
 * @param audio of the same call. While it is held a line that only sends is held too, and while it is encrypted no picture
 *   goes in the clear.
 * @returns undefined when it must be refused
 */
export function acceptVideo(
  line: MediaDescription,
  content: AgreedVideo['content'],
  mediaLine: number,
  context: SdpContext,
  audio: AgreedAudio,
): AcceptedVideo | undefined {
  const usable = usableTransport(line, mediaLine, context);
  const best = bestFormat(line);
  if (usable === undefined || best === undefined) return undefined;
  const { transport, cryptoTag } = usable;
  if (audio.remoteSrtpKey !== undefined && transport.remoteSrtpKey === undefined) return undefined;
  const { payloadType, format } = best;
  const named = feedbackOf(line, payloadType);
  const agreed: AgreedVideo = {
    kind: 'video',
    ...transport,
    isSending: transport.isSending && (transport.isHearing || audio.isHearing),
    content,
    payloadType,
    receives: { ...format.limits, maxBitrate: maxBitrateOf(line, format.limits) },
    feedback: { nack: named.has('nack'), tmmbr: named.has('ccm tmmbr') },
  };
  return { agreed, cryptoTag };
}

/** The names in the a=rtcp-fb of a payload type, and of all. Many name some without AVPF. */
export function feedbackOf({ feedback }: MediaDescription, payloadType: number): Set<string> {
  const applies = feedback.filter(
    (one) => one.payloadType === '*' || one.payloadType === payloadType,
  );
  return new Set(applies.map(({ name }) => name));
}

/** The first of the best: mode 1 before mode 0, then what is easiest to decode. */
function bestFormat({ payloads }: MediaDescription) {
  let best: { payloadType: number; format: H264Format; rank: number } | undefined;
  for (const { payloadType, encoding, clockRate, parameters } of payloads) {
    if (encoding !== 'H264' || clockRate !== CLOCK_RATE) continue;
    const format = h264Format(parameters);
    if (format === undefined) continue;
    const rank = rankOf(format.limits);
    if (best === undefined || rank > best.rank) best = { payloadType, format, rank };
  }
  return best;
}

const rankOf = ({ packetizationMode, profile }: VideoLimits) =>
  packetizationMode * 2 + (profile === 'constrainedBaseline' ? 1 : 0);

function maxBitrateOf(line: MediaDescription, { maxBitrate }: VideoLimits): number {
  const forSession = bitrateOf(line.sessionBandwidths) - AUDIO_BITRATE;
  return Math.max(MIN_BITRATE, Math.min(maxBitrate, bitrateOf(line.bandwidths), forSession));
}

/** Bits per second; Infinity without a limit. 0 is none either: a line that wants nothing has a direction for it. */
function bitrateOf(bandwidths: readonly Bandwidth[]): number {
  const limits = bandwidths.map(({ type, value }) => {
    if (!Number.isInteger(value) || value <= 0) return Infinity;
    if (type === 'TIAS') return value;
    return type === 'AS' || type === 'CT' ? Math.floor(value * 1_000 * WITHOUT_HEADERS) : Infinity;
  });
  return Math.min(...limits, Infinity);
}
