// Writes the attributes of a media line that are the same whatever it carries.
import type { AgreedTransport } from '../rtp/agreedMedia.ts';

/** RFC 4568 §9.1. */
export function cryptoLine(tag: number, srtpKey: string): string {
  return `a=crypto:${tag} AES_CM_128_HMAC_SHA1_80 inline:${srtpKey}`;
}

/** Seen from our end: it hears what we send. */
export function directionLine({ isHearing, isSending }: AgreedTransport): string {
  if (isHearing) return isSending ? 'a=sendrecv' : 'a=sendonly';
  return isSending ? 'a=recvonly' : 'a=inactive';
}
