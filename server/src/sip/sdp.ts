// Reads what the other end offers or answers (SDP, RFC 8866 and 3264) into the sound of a call.
import { isIP } from 'node:net';
import sdpTransform from 'sdp-transform';
import type { AgreedAudio, PhoneCodec, SrtpKey } from '../rtp/agreedAudio.ts';
import { plainAddress } from './ipAccessPolicy.ts';

/** An m= line, as far as an answer must repeat it. */
export interface MediaLine {
  type: string;
  protocol: string;
  payloads: string;
}

export interface ReadSdp {
  audio: AgreedAudio;
  lines: readonly MediaLine[];
  /** Which of the lines carries the sound. */
  chosen: number;
  /** Of the crypto line that was taken (RFC 4568 §4.1). */
  cryptoTag: number | undefined;
}

export interface SdpReading {
  /** Whether the signalling is encrypted, so that a key in it is a secret (RFC 4568 §7). */
  isSignallingSecure: boolean;
  /** Where the signalling comes from: stands in for a name where an address belongs, and for one behind a NAT. */
  source: string;
}

const SUITE = 'AES_CM_128_HMAC_SHA1_80';
const PLAIN = new Set(['RTP/AVP', 'RTP/AVPF']);
const ENCRYPTED = new Set(['RTP/SAVP', 'RTP/SAVPF']);
/** RFC 3551 table 4: needs no rtpmap. */
const STATIC_TYPES: Readonly<Record<number, PhoneCodec>> = { 0: 'PCMU', 8: 'PCMA' };
const DEFAULT_PACKET_MS = 20;
const LONGEST_PACKET_MS = 60;
const MOST_MEDIA = 16;
/** A room with pictures has a hundred; each line more takes the parser some 3 µs. */
const MOST_LINES = 300;
/** Payload types have seven bits. */
const MOST_TYPES = 128;

/** What sdp-transform really gives: whatever looks like a number is one, wherever it stands. */
type Value = string | number;
interface Level {
  connection?: { ip: Value };
  direction?: string;
}
interface Media extends Level {
  type: Value;
  port: Value;
  protocol: Value;
  payloads?: Value;
  rtp: readonly { payload: Value; codec: Value; rate?: Value; encoding?: Value }[];
  ptime?: Value;
  maxptime?: Value;
  rtcpMux?: string;
  crypto?: readonly { id: Value; suite: Value; config: Value; sessionConfig?: Value }[];
}
interface Session extends Level {
  media: readonly Media[];
}

/** An offer: the codec is ours to choose, A-law rather than µ-law. Undefined: nothing in it that we can take. */
export function readOffer(sdp: string, reading: SdpReading): ReadSdp | undefined {
  return read(sdp, reading, (codecs) => codecs.find(({ codec }) => codec === 'PCMA') ?? codecs[0]);
}

/** The answer to our offer: the other end's first choice is what it means to send. */
export function readAnswer(sdp: string, reading: SdpReading): ReadSdp | undefined {
  return read(sdp, reading, (codecs) => codecs[0]);
}

interface Offered {
  codec: PhoneCodec;
  payloadType: number;
}

function read(
  sdp: string,
  reading: SdpReading,
  choose: (codecs: readonly Offered[]) => Offered | undefined,
): ReadSdp | undefined {
  const session = parse(sdp);
  if (session === undefined || session.media.length > MOST_MEDIA) return undefined;
  for (const [index, media] of session.media.entries()) {
    const isEncrypted = ENCRYPTED.has(String(media.protocol));
    const port = Number(media.port);
    if (media.type !== 'audio' || !isPort(port)) continue;
    if (!isEncrypted && !PLAIN.has(String(media.protocol))) continue;
    const crypto = isEncrypted && reading.isSignallingSecure ? usableCrypto(media) : undefined;
    if (isEncrypted && crypto === undefined) continue;
    const chosen = choose(codecsOf(media));
    const place = placeOf(session, media, reading.source);
    if (chosen === undefined || place === undefined) continue;
    const audio: AgreedAudio = {
      ...chosen,
      address: place.address,
      port,
      signalledFrom: reading.source,
      digitsPayloadType: digitsTypeOf(media),
      packetMs: packetMsOf(media),
      ...directionOf(session, media, place.isNowhere),
      isRtcpMuxed: media.rtcpMux !== undefined,
      remoteSrtpKey: crypto?.key,
    };
    return { audio, lines: session.media.map(lineOf), chosen: index, cryptoTag: crypto?.tag };
  }
  return undefined;
}

function parse(sdp: string): Session | undefined {
  if (sdp.split(/\r\n|\r|\n/, MOST_LINES + 1).length > MOST_LINES) return undefined;
  try {
    return sdpTransform.parse(sdp);
  } catch {
    return undefined;
  }
}

function lineOf({ type, protocol, payloads }: Media): MediaLine {
  return { type: `${type}`, protocol: `${protocol}`, payloads: `${payloads ?? 0}` };
}

function payloadTypesOf({ payloads = '' }: Media): number[] {
  const types = String(payloads).split(' ', MOST_TYPES).map(Number);
  return types.filter((type) => Number.isInteger(type) && type >= 0 && type <= 127);
}

function codecsOf(media: Media): Offered[] {
  return payloadTypesOf(media).flatMap((payloadType) => {
    const map = media.rtp.find(({ payload }) => Number(payload) === payloadType);
    const name = map === undefined ? STATIC_TYPES[payloadType] : String(map.codec).toUpperCase();
    if (name !== 'PCMA' && name !== 'PCMU') return [];
    if (
      map !== undefined &&
      (Number(map.rate ?? 8000) !== 8000 || Number(map.encoding ?? 1) !== 1)
    ) {
      return [];
    }
    return [{ codec: name, payloadType }];
  });
}

/** At the clock of G.711: some have another one for wide-band. */
function digitsTypeOf(media: Media): number | undefined {
  return payloadTypesOf(media).find((type) =>
    media.rtp.some(
      ({ payload, codec, rate }) =>
        Number(payload) === type &&
        String(codec).toLowerCase() === 'telephone-event' &&
        Number(rate ?? 8000) === 8000,
    ),
  );
}

function packetMsOf({ ptime, maxptime }: Media): number {
  const wanted = Math.min(Number(ptime ?? DEFAULT_PACKET_MS), Number(maxptime ?? Infinity));
  const isUsable = wanted >= 10 && wanted <= LONGEST_PACKET_MS && wanted % 10 === 0;
  return isUsable ? wanted : DEFAULT_PACKET_MS;
}

/** `isNowhere`: 0.0.0.0 is how phones held before RFC 3264. */
function placeOf(session: Session, media: Media, source: string) {
  const connection = media.connection ?? session.connection;
  if (connection === undefined) return undefined;
  // Multicast has a /ttl behind the address, and is not for a call.
  const [address = ''] = String(connection.ip).split('/');
  if (isIP(address) === 0) return { address: source, isNowhere: false };
  return { address: plainAddress(address), isNowhere: address === '0.0.0.0' || address === '::' };
}

/** While it holds it does not send either: the music of a telephone exchange is no voice in a meeting. */
function directionOf(session: Session, media: Media, isNowhere: boolean) {
  const direction = media.direction ?? session.direction ?? 'sendrecv';
  const isHearing = !isNowhere && (direction === 'sendrecv' || direction === 'recvonly');
  return { isHearing, isSending: isHearing && direction === 'sendrecv' };
}

/** Neither a key identifier nor session parameters: each would change the packets (RFC 4568 §6). */
function usableCrypto(media: Media): { tag: number; key: SrtpKey } | undefined {
  for (const { id, suite, config, sessionConfig } of media.crypto ?? []) {
    if (suite !== SUITE || !/^(?:WSH=\d+)?$/.test(String(sessionConfig ?? ''))) continue;
    const key = /^inline:([A-Za-z0-9+/]{40})(?:\|(?:2\^)?\d+)?$/.exec(String(config))?.[1];
    const tag = Number(id);
    if (key !== undefined && Number.isSafeInteger(tag)) return { tag, key };
  }
  return undefined;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}
