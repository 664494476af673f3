// Decides whether an audio line can be accepted, and with which codec, key and direction.
import { isIP } from 'node:net';
import type { AgreedAudio, PhoneCodec, SrtpKey } from '../rtp/agreedMedia.ts';
import { plainAddress } from './ipAccessPolicy.ts';
import type { MediaDescription } from './mediaDescription.ts';

export interface SdpContext {
  /** Whether the signalling is encrypted, so that a key in the SDP is a secret (RFC 4568 §7). */
  isSignallingSecure: boolean;
  /** Where the signalling comes from: used in place of a host name, and for a peer behind a NAT. */
  source: string;
}

export interface AcceptedAudio {
  agreed: AgreedAudio;
  /** Of the crypto attribute that was chosen (RFC 4568 §5.1.2); undefined when the line is not encrypted. */
  cryptoTag: number | undefined;
}

interface AudioCodec {
  codec: PhoneCodec;
  payloadType: number;
}

/** @param codecs that both ends know, in the other end's order. */
export type ChooseCodec = (codecs: readonly AudioCodec[]) => AudioCodec | undefined;

const SUITE = 'AES_CM_128_HMAC_SHA1_80';
const PLAIN = new Set(['RTP/AVP', 'RTP/AVPF']);
const ENCRYPTED = new Set(['RTP/SAVP', 'RTP/SAVPF']);
/** RFC 3551 table 4: needs no rtpmap. */
const STATIC_TYPES: Readonly<Record<number, PhoneCodec>> = { 0: 'PCMU', 8: 'PCMA' };
const CLOCK_RATE = 8_000;
const DEFAULT_PACKET_MS = 20;
const MIN_PACKET_MS = 10;
const MAX_PACKET_MS = 60;

/** @param line one of audio. @returns undefined when it must be refused. */
export function acceptAudio(
  line: MediaDescription,
  mediaLine: number,
  context: SdpContext,
  choose: ChooseCodec,
): AcceptedAudio | undefined {
  const isEncrypted = ENCRYPTED.has(line.protocol);
  if (!isPort(line.port)) return undefined;
  if (!isEncrypted && !PLAIN.has(line.protocol)) return undefined;
  const crypto = isEncrypted && context.isSignallingSecure ? usableCrypto(line) : undefined;
  if (isEncrypted && crypto === undefined) return undefined;
  const codec = choose(codecsOf(line));
  if (codec === undefined || line.address === undefined) return undefined;
  const { rtcpPort } = line;
  const agreed: AgreedAudio = {
    kind: 'audio',
    mediaLine,
    ...codec,
    address: isIP(line.address) === 0 ? context.source : plainAddress(line.address),
    port: line.port,
    rtcpPort: rtcpPort !== undefined && isPort(rtcpPort) ? rtcpPort : line.port + 1,
    isRtcpMuxed: line.isRtcpMuxed,
    signalledFrom: context.source,
    digitsPayloadType: digitsTypeOf(line),
    packetMs: packetMsOf(line),
    ...directionOf(line),
    remoteSrtpKey: crypto?.key,
  };
  return { agreed, cryptoTag: crypto?.tag };
}

function codecsOf({ payloads }: MediaDescription): AudioCodec[] {
  return payloads.flatMap(({ payloadType, encoding, clockRate = CLOCK_RATE, channels }) => {
    const codec = encoding ?? STATIC_TYPES[payloadType];
    if (codec !== 'PCMA' && codec !== 'PCMU') return [];
    return clockRate === CLOCK_RATE && channels === 1 ? [{ codec, payloadType }] : [];
  });
}

/** At the clock rate of G.711: some also offer telephone-event at that of their wideband codecs. */
function digitsTypeOf({ payloads }: MediaDescription): number | undefined {
  return payloads.find(
    ({ encoding, clockRate = CLOCK_RATE }) =>
      encoding === 'TELEPHONE-EVENT' && clockRate === CLOCK_RATE,
  )?.payloadType;
}

function packetMsOf({ packetMs = DEFAULT_PACKET_MS, maxPacketMs }: MediaDescription): number {
  const wanted = Math.min(packetMs, maxPacketMs ?? Infinity);
  const isUsable = wanted >= MIN_PACKET_MS && wanted <= MAX_PACKET_MS && wanted % 10 === 0;
  return isUsable ? wanted : DEFAULT_PACKET_MS;
}

/**
 * A peer that has put us on hold counts as not sending either, or the meeting would hear its hold music. 0.0.0.0 is how
 * phones signalled hold before RFC 3264.
 */
function directionOf({ direction, address }: MediaDescription) {
  const isNowhere = address === '0.0.0.0' || address === '::';
  const isHearing = !isNowhere && (direction === 'sendrecv' || direction === 'recvonly');
  return { isHearing, isSending: isHearing && direction === 'sendrecv' };
}

/** Skips those with a key identifier (MKI) or session parameters: each would change the packets (RFC 4568 §6). */
function usableCrypto({ cryptos }: MediaDescription): { tag: number; key: SrtpKey } | undefined {
  for (const { tag, suite, keyParameters, sessionParameters } of cryptos) {
    if (suite !== SUITE || !/^(?:WSH=\d+)?$/.test(sessionParameters)) continue;
    const key = /^inline:([A-Za-z0-9+/]{40})(?:\|(?:2\^)?\d+)?$/.exec(keyParameters)?.[1];
    if (key !== undefined && Number.isSafeInteger(tag)) return { tag, key };
  }
  return undefined;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}
