// What the others see of whoever rings: enough to know one's own mother by, and not enough to ring her.
import { parsePhoneNumber } from 'awesome-phonenumber';

const HIDDEN = 'Telefon';
const SHOWN_DIGITS = 3;
const HIDDEN_DIGITS = 3;
/** The country that numbers without a + are of. */
const REGION = 'SE';

/**
 * `+46 480 ••• 511` of `+46480445511`; where that would hide fewer than three digits, the area is left out, as in
 * `+354 ••• 000`. An internal number of a switchboard keeps its end.
 */
export function maskedNumber(number: string | undefined): string {
  if (number === undefined) return HIDDEN;
  const international = parsePhoneNumber(number, { regionCode: REGION }).number?.international;
  const [country, area, ...rest] = (international ?? '').split(/[ -]/);
  const end = number.slice(-SHOWN_DIGITS);
  const hides = (digits: string) => digits.length - SHOWN_DIGITS >= HIDDEN_DIGITS;
  if (hides(rest.join(''))) return `${country} ${area} ••• ${end}`;
  return hides([area, ...rest].join('')) ? `${country} ••• ${end}` : `••• ${end}`;
}
