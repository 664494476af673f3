// Whose number calls, as the trunk says it.
import { readNameAddr } from './nameAddr.ts';

/** E.164 has fifteen digits at most; some exchanges put a prefix before it. */
const MOST_DIGITS = 20;
const FEWEST_DIGITS = 3;
/** A number without its country, 0480 …, is called from here. */
const SWEDEN = '46';

/**
 * Of P-Asserted-Identity (RFC 3325), which only those get in with whom we trust, else of From.
 * @param asserted each of its values
 * @param privacy of the header Privacy (RFC 3323), where there is one
 */
export function callerNumber(
  asserted: readonly string[],
  from: string,
  privacy: string | undefined,
): string | undefined {
  if (/\b(?:id|user|critical)\b/i.test(privacy ?? '')) return undefined;
  // One header may have both a sip: and a tel: address.
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
  const isNumber = digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS;
  return isNumber ? `+${digits}` : undefined;
}
