// Decides by which transport a media line can be carried, whatever it carries: profile, key, address and direction.
import { isIP } from 'node:net';
import type { AgreedTransport, SrtpKey } from '../rtp/agreedMedia.ts';
import { plainAddress, rangeOf } from './ipAccessPolicy.ts';
import type { MediaDescription } from './mediaDescription.ts';

export interface SdpContext {
  /** Whether the signalling is encrypted, so that a key in the SDP is a secret (RFC 4568 §7). */
  isSignallingSecure: boolean;
  /** Where the signalling comes from: used in place of a host name, and for a peer behind a NAT. */
  source: string;
}

export interface UsableTransport {
  transport: AgreedTransport;
  /** Of the crypto attribute that was chosen (RFC 4568 §5.1.2); undefined when the line is not encrypted. */
  cryptoTag: number | undefined;
}

/** Ranges of addresses (RFC 6890, RFC 5771) at which no single other end is. */
const NO_MEDIA: ReadonlySet<string> = new Set(['loopback', 'multicast', 'broadcast']);
const SUITE = 'AES_CM_128_HMAC_SHA1_80';
const PLAIN = new Set(['RTP/AVP', 'RTP/AVPF']);
const ENCRYPTED = new Set(['RTP/SAVP', 'RTP/SAVPF']);

/** @returns undefined when the line must be refused. */
export function usableTransport(
  line: MediaDescription,
  mediaLine: number,
  context: SdpContext,
): UsableTransport | undefined {
  const { address, port, rtcpPort } = line;
  const isEncrypted = isEncryptedProtocol(line);
  if (!isPort(port) || address === undefined) return undefined;
  if (!isEncrypted && !PLAIN.has(line.protocol)) return undefined;
  const crypto = isEncrypted && context.isSignallingSecure ? usableCrypto(line) : undefined;
  if (isEncrypted && crypto === undefined) return undefined;
  const transport: AgreedTransport = {
    mediaLine,
    address: mediaAddress(address, context.source),
    port,
    rtcpPort: [rtcpPort ?? 0, port + 1].find(isPort) ?? port,
    isRtcpMuxed: line.isRtcpMuxed,
    signalledFrom: context.source,
    ...directionOf(line),
    remoteSrtpKey: crypto?.key,
  };
  return { transport, cryptoTag: crypto?.tag };
}

/**
 * A host name is not looked up, and nothing is sent to this machine itself or to many at once because an SDP says so:
 * programs of this machine trust the loopback. Where the signalling comes from stands in for all of these.
 */
export function mediaAddress(written: string, source: string): string {
  if (isIP(written) === 0) return source;
  const address = plainAddress(written);
  const isLocalCall = rangeOf(source) === 'loopback';
  const isUsable =
    !NO_MEDIA.has(rangeOf(address)) || (isLocalCall && rangeOf(address) === 'loopback');
  return isUsable ? address : source;
}

export function isEncryptedProtocol({ protocol }: MediaDescription): boolean {
  return ENCRYPTED.has(protocol);
}

/** 0.0.0.0 is how phones signalled hold before RFC 3264. */
function directionOf({ direction, address }: MediaDescription) {
  const isNowhere = address === '0.0.0.0' || address === '::';
  return {
    isHearing: !isNowhere && (direction === 'sendrecv' || direction === 'recvonly'),
    isSending: !isNowhere && (direction === 'sendrecv' || direction === 'sendonly'),
  };
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
