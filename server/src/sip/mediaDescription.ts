// Reads SDP (RFC 8866) into one description for each media line, within limits.
import sdpTransform from 'sdp-transform';
import { type FloorControlAttributes, readFloorControl } from './floorControlAttributes.ts';

type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One m= line with its attributes; untrusted, but well-formed. */
export interface MediaDescription {
  /** As written: audio, video, text, application, image … */
  kind: string;
  /** Where the other end receives; 0 when the line is not used (RFC 3264 §5.1, §8.2). */
  port: number;
  /** From a=rtcp (RFC 3605). */
  rtcpPort: number | undefined;
  isRtcpMuxed: boolean;
  /** The transport profile, such as RTP/AVP, RTP/SAVPF or UDP/BFCP. */
  protocol: string;
  /** The format list as written: an answer that refuses the line repeats it (RFC 3264 §6). */
  formats: string;
  /** The formats that are RTP payload types, in order of preference. */
  payloads: readonly PayloadFormat[];
  /** Of the line, else of the session. */
  direction: Direction;
  /** From c= of the line, else of the session: an IP address or host name. */
  address: string | undefined;
  cryptos: readonly CryptoAttribute[];
  /** Milliseconds. */
  packetMs: number | undefined;
  maxPacketMs: number | undefined;
  /** RFC 5888, RFC 4574. */
  mid: string | undefined;
  label: string | undefined;
  /** Such as `slides` (RFC 4796). */
  content: string | undefined;
  /** From b= of the line, and of the session, which all lines share. */
  bandwidths: readonly Bandwidth[];
  sessionBandwidths: readonly Bandwidth[];
  feedback: readonly FeedbackAttribute[];
  /** Takes the real-time text of several people in one stream (RFC 9071 §2.3). */
  takesMixedText: boolean;
  floorControl: FloorControlAttributes;
}

/** RFC 8866 §5.8. */
export interface Bandwidth {
  /** TIAS, AS, CT … */
  type: string;
  /** In the unit of its type: bits per second for TIAS (RFC 3890), kilobits for AS and CT. */
  value: number;
}

/** From a=rtcp-fb (RFC 4585 §4.2). */
interface FeedbackAttribute {
  /** `*` is all of the line. */
  payloadType: number | '*';
  /** Such as `nack`, `nack pli` or `ccm fir`; one attribute for each, where one line names several. */
  name: string;
}

interface PayloadFormat {
  payloadType: number;
  /** From a=rtpmap, in upper case; undefined for a static payload type without one (RFC 3551 §6). */
  encoding: string | undefined;
  clockRate: number | undefined;
  channels: number;
  /** From a=fmtp. */
  parameters: string | undefined;
}

/** RFC 4568 §4. */
interface CryptoAttribute {
  tag: number;
  suite: string;
  keyParameters: string;
  sessionParameters: string;
}

const MAX_MEDIA = 16;
/** A room system writes about a hundred; each line takes the parser some 3 µs. */
const MAX_LINES = 300;
/** Payload types have seven bits. */
const MAX_PAYLOADS = 128;
const MAX_FEEDBACK_WORDS = 8;
const MEDIA_LINE = /^m=(\w+) (\d{1,5})(?:\/\d{1,5})? ([\w/.-]+) (\S.*)$/;

/** What sdp-transform really returns: any value that looks like a number is one. */
type Value = string | number;
interface ParsedLevel {
  connection?: { ip: Value };
  direction?: Direction;
  bandwidth?: readonly { type: Value; limit: Value }[];
}
interface ParsedMedia extends ParsedLevel {
  rtp: readonly { payload: Value; codec: Value; rate?: Value; encoding?: Value }[];
  fmtp: readonly { payload: Value; config: Value }[];
  rtcp?: { port: Value };
  rtcpMux?: string;
  crypto?: readonly { id: Value; suite: Value; config: Value; sessionConfig?: Value }[];
  ptime?: Value;
  maxptime?: Value;
  mid?: Value;
  label?: Value;
  content?: Value;
}
interface ParsedSession extends ParsedLevel {
  media: readonly ParsedMedia[];
}

/** @returns in the order of the text; undefined when it is not SDP, or exceeds the limits. */
export function readMediaDescriptions(sdp: string): MediaDescription[] | undefined {
  const lines = sdp.split(/\r\n|\r|\n/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) return undefined;
  const sections = mediaSections(lines);
  if (sections.length > MAX_MEDIA) return undefined;
  const session = parse(sdp);
  const descriptions = sections.map((section, index) => {
    const media = session?.media[index];
    return session && media && describe(section, media, session);
  });
  // A line that cannot be read could not be answered either.
  return descriptions.every((one) => one !== undefined) ? descriptions : undefined;
}

/** Each m= line with those that belong to it. */
function mediaSections(lines: readonly string[]): string[][] {
  const sections: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([line]);
    else sections.at(-1)?.push(line);
  }
  return sections;
}

function parse(sdp: string): ParsedSession | undefined {
  try {
    return sdpTransform.parse(sdp);
  } catch {
    return undefined;
  }
}

function describe(
  lines: readonly string[],
  media: ParsedMedia,
  session: ParsedSession,
): MediaDescription | undefined {
  const [, kind, port, protocol, written] = MEDIA_LINE.exec(lines[0] ?? '') ?? [];
  if (kind === undefined || protocol === undefined || written === undefined) return undefined;
  const formats = written.trim();
  const connection = media.connection ?? session.connection;
  return {
    kind,
    port: Number(port),
    rtcpPort: numberOf(media.rtcp?.port),
    isRtcpMuxed: media.rtcpMux !== undefined,
    protocol,
    formats,
    payloads: /\bRTP\b/.test(protocol) ? payloadsOf(formats, media) : [],
    direction: media.direction ?? session.direction ?? 'sendrecv',
    // A multicast address has a /ttl behind it.
    address: connection === undefined ? undefined : String(connection.ip).split('/')[0],
    cryptos: (media.crypto ?? []).map(({ id, suite, config, sessionConfig }) => ({
      tag: Number(id),
      suite: String(suite),
      keyParameters: String(config),
      sessionParameters: String(sessionConfig ?? ''),
    })),
    packetMs: numberOf(media.ptime),
    maxPacketMs: numberOf(media.maxptime),
    mid: textOf(media.mid),
    label: textOf(media.label),
    content: textOf(media.content),
    bandwidths: bandwidthsOf(media),
    sessionBandwidths: bandwidthsOf(session),
    feedback: lines.flatMap(feedbackOf),
    takesMixedText: lines.some((line) => line.trimEnd() === 'a=rtt-mixer'),
    floorControl: readFloorControl(lines),
  };
}

/** sdp-transform drops what follows the second word, as in Poly's `ccm fir tmmbr`. */
function feedbackOf(line: string): FeedbackAttribute[] {
  const [, payload, type, rest = ''] =
    /^a=rtcp-fb:(\*|\d{1,3}) ([\w-]+)(?: (.*))?$/.exec(line) ?? [];
  if (payload === undefined || type === undefined) return [];
  const payloadType = payload === '*' ? payload : Number(payload);
  const words = rest.split(' ', MAX_FEEDBACK_WORDS).filter((word) => word !== '');
  const names = words.length === 0 ? [type] : words.map((word) => `${type} ${word}`);
  return names.map((name) => ({ payloadType, name: name.toLowerCase() }));
}

function bandwidthsOf({ bandwidth = [] }: ParsedLevel): Bandwidth[] {
  return bandwidth.map(({ type, limit }) => ({ type: String(type), value: Number(limit) }));
}

function payloadsOf(formats: string, { rtp, fmtp }: ParsedMedia): PayloadFormat[] {
  const payloadTypes = formats.split(' ', MAX_PAYLOADS).map(Number);
  return payloadTypes.filter(isPayloadType).map((payloadType) => {
    const map = rtp.find(({ payload }) => Number(payload) === payloadType);
    return {
      payloadType,
      encoding: textOf(map?.codec)?.toUpperCase(),
      clockRate: numberOf(map?.rate),
      channels: Number(map?.encoding ?? 1),
      parameters: textOf(fmtp.find(({ payload }) => Number(payload) === payloadType)?.config),
    };
  });
}

const isPayloadType = (type: number) => Number.isInteger(type) && type >= 0 && type <= 127;
const numberOf = (value: Value | undefined) => (value === undefined ? undefined : Number(value));
const textOf = (value: Value | undefined) => (value === undefined ? undefined : String(value));
