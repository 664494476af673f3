// What the others see of whoever rings: enough to know one's own mother by, and not enough to ring her.
import { parsePhoneNumber } from 'awesome-phonenumber';

const HIDDEN = 'Telefon';
const SHOWN_DIGITS = 3;
/** The country that numbers without a + are of. */
const REGION = 'SE';

/** `+46 480 ••• 511` of `+46480445511`; an internal number of a switchboard keeps its end. */
export function maskedNumber(number: string | undefined): string {
  if (number === undefined) return HIDDEN;
  const international = parsePhoneNumber(number, { regionCode: REGION }).number?.international;
  const [country, area, ...rest] = (international ?? '').split(/[ -]/);
  const end = number.slice(-SHOWN_DIGITS);
  // Of three digits after the area none would be masked.
  const isLong = rest.join('').length > SHOWN_DIGITS;
  return isLong ? `${country} ${area} ••• ${end}` : `••• ${end}`;
}
