// The caller number as others see it: enough to recognise one's own mother, not enough to call her.
import { parsePhoneNumber } from 'awesome-phonenumber';

const HIDDEN = 'Telefon';
const SHOWN_DIGITS = 3;
const HIDDEN_DIGITS = 3;
/** Digits without the country code; of shorter numbers at most half is shown. */
const LONG_DIGITS = 9;
/** The country of numbers without a +. */
const REGION = 'SE';

/**
 * `+46 480 ••• 511` for `+46480445511`. Where that would hide fewer than three digits, or less than half of a short
 * number, the area code is left out, as in `+354 ••• 000`. An internal number of a switchboard keeps its last digits.
 */
export function maskedNumber(number: string | undefined): string {
  if (number === undefined) return HIDDEN;
  const international = parsePhoneNumber(number, { regionCode: REGION }).number?.international;
  const [country, area = '', ...rest] = (international ?? '').split(/[ -]/);
  const end = number.slice(-SHOWN_DIGITS);
  const digits = area.length + rest.join('').length;
  const mayShow = (shown: number) =>
    digits - shown >= HIDDEN_DIGITS && (digits >= LONG_DIGITS || shown * 2 <= digits);
  if (mayShow(area.length + SHOWN_DIGITS)) return `${country} ${area} ••• ${end}`;
  return mayShow(SHOWN_DIGITS) ? `${country} ••• ${end}` : `••• ${end}`;
}
