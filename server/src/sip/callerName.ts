// The display name that a caller gives themselves, made safe to show.
import { isShowableName, tidyName } from '@distansmote/shared/names.ts';
import { WIRE_ENCODING } from './flow.ts';
import { readNameAddr } from './nameAddr.ts';

/** The same values that withhold the number (RFC 3323 §4.2, RFC 3325 §9.3). */
const WITHHELD = /\b(?:id|user|critical)\b/i;

/**
 * @param from the value of the From header, one character a byte as read off the wire
 * @param privacy the value of the Privacy header (RFC 3323), if any
 * @returns the name, tidied and cut as any person's name is; undefined when there is none, or it is withheld
 */
export function callerName(from: string, privacy: string | undefined): string | undefined {
  if (WITHHELD.test(privacy ?? '')) return undefined;
  const written = readNameAddr(from)?.displayName ?? '';
  const quoted = /^"(.*)"$/s.exec(written)?.[1];
  const name = tidyName(decodeUtf8(quoted?.replaceAll(/\\(.)/gs, '$1') ?? written));
  // RFC 3261 §8.1.1.3 and RFC 3323 §4.1.1.3 use this name for callers who withhold theirs.
  return isShowableName(name) && name.toLowerCase() !== 'anonymous' ? name : undefined;
}

/** SIP is UTF-8 (RFC 3261 §7); some old devices send ISO 8859-1, which is almost never valid UTF-8. */
function decodeUtf8(wireText: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(wireText, WIRE_ENCODING));
  } catch {
    return wireText;
  }
}
