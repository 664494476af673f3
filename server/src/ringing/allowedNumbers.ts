// Which telephone numbers may be rung: prefixes of E.164, of which the longest that fits decides.
import { parsePhoneNumber } from 'awesome-phonenumber';

/** `+46`, or with `!` before it what is not allowed within: `!+46900`. `+` alone is every number. */
export const ALLOWED_PREFIX = /^!?\+[0-9]{0,15}$/;

/**
 * Swedish numbers, but none that cost more than a call, or that no person answers (PTS, the Swedish numbering plan):
 * 0900, 0939 and 0944 (premium), 099 (mass calling), 071 (machines), 074 (paging), 075 (personal numbers, which lead
 * anywhere), 078 (an operator's own), 0378 and 0389 (machines, routing), 0252 (voice mail). 020 is free, and
 * 077 costs at most a national call: interpreters' agencies have both.
 */
export const DEFAULT_ALLOWED: readonly string[] = [
  '+46',
  '!+46252',
  '!+46378',
  '!+46389',
  '!+4671',
  '!+4674',
  '!+4675',
  '!+4678',
  '!+46900',
  '!+46939',
  '!+46944',
  '!+4699',
];

/**
 * Also within a prefix of another country: no premium number, as far as its numbering plan says.
 * @param number E.164, with its plus sign
 */
export function isAllowedNumber(number: string, prefixes: readonly string[]): boolean {
  let longest = '';
  let isAllowed = false;
  for (const entry of prefixes) {
    const isException = entry.startsWith('!');
    const prefix = isException ? entry.slice(1) : entry;
    // Of two that are the same the stricter counts.
    const counts = prefix.length > longest.length || (prefix === longest && isException);
    if (!number.startsWith(prefix) || !counts) continue;
    longest = prefix;
    isAllowed = !isException;
  }
  return isAllowed && parsePhoneNumber(number).type !== 'premium-rate';
}
