// The caller's own SIP address, as the trunk asserts it.
import { dialledAddress } from './dialledAddress.ts';
import { readNameAddr } from './nameAddr.ts';

/** The same values that withhold the number (RFC 3323 §4.2, RFC 3325 §9.3). */
const WITHHELD = /\b(?:id|user|critical)\b/i;
/** Of RFC 3323 §4.1.1.3: it names nobody. */
const NOBODY_HOST = 'anonymous.invalid';

/**
 * @param asserted the values of P-Asserted-Identity (RFC 3325), which are preferred
 * @param privacy the value of the Privacy header (RFC 3323), if any
 * @returns `user@host` with the host in lower case: at most 128 and 253 characters, no control characters; undefined when
 *   withheld, or without a user or a host
 */
export function callerUri(
  asserted: readonly string[],
  from: string,
  privacy: string | undefined,
): string | undefined {
  if (WITHHELD.test(privacy ?? '')) return undefined;
  for (const written of [...asserted.flatMap((value) => value.split(',')), from]) {
    const { user, host } = dialledAddress(readNameAddr(written.trim())?.uri ?? '');
    if (user !== '' && host !== '' && host !== NOBODY_HOST) return `${user}@${host}`;
  }
  return undefined;
}
