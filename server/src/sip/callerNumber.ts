// The caller's number, as the trunk asserts it.
import { readNameAddr } from './nameAddr.ts';

/** E.164 has fifteen digits at most; some PBXs put a prefix before it. */
const MAX_DIGITS = 20;
const MIN_DIGITS = 3;
/** The country of a national number such as 0480 … */
const SWEDEN = '46';

/**
 * From P-Asserted-Identity (RFC 3325), which is trusted because only trusted peers get in; otherwise from From.
 * @param asserted the values of P-Asserted-Identity
 * @param privacy the value of the Privacy header (RFC 3323), if any
 * @returns '+' and digits; undefined when withheld or not a number
 */
export function callerNumber(
  asserted: readonly string[],
  from: string,
  privacy: string | undefined,
): string | undefined {
  if (/\b(?:id|user|critical)\b/i.test(privacy ?? '')) return undefined;
  // One header may have both a sip: and a tel: URI.
  const identities = asserted.flatMap((value) => value.split(','));
  // A display name may look like a URI.
  const fromUri = readNameAddr(from)?.uri ?? '';
  for (const identity of [...identities, fromUri]) {
    const number = numberIn(identity);
    if (number !== undefined) return number;
  }
  return undefined;
}

function numberIn(identity: string): string | undefined {
  const user = /(?:sips?|tel):([^@;>\s?]*)/i.exec(identity.slice(0, 500))?.[1];
  if (user === undefined) return undefined;
  // Visual separators (RFC 3966 §5.1.1); %2B is how some write the plus.
  const plain = user.replace(/^%2b/i, '+').replaceAll(/[-.()]/g, '');
  if (!/^\+?\d+$/.test(plain)) return undefined;
  const digits = plain.replace(/^(?:\+|00)/, '').replace(/^0/, SWEDEN);
  const isNumber = digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;
  return isNumber ? `+${digits}` : undefined;
}
