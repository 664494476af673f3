// Reads a telephone number as people write it in Sweden: to E.164, with what is to be keyed after the answer.
import { plainText, readDigits, withoutSeparators } from './dialledText.ts';

const SWEDEN = '46';
const EMERGENCY = '112';
/** Without area code: 112, 1177, 118 118, 116 117 and a PBX's own numbers. */
const SHORT_MAX_DIGITS = 6;
/** ITU-T E.164 §6.2. Shorter than seven there is no number that can be reached from abroad. */
const E164 = /^\+[1-9][0-9]{6,14}$/;
/** Significant digits of numbers that subscribers have (PTS, the Swedish numbering plan); machines have longer ones. */
const SWEDISH_DIGITS = { min: 7, max: 9 };

/** `unclear`: no number, or one with more to it than a number. */
export type NumberRefusal = 'numberUnclear' | 'numberShort' | 'numberEmergency';

export interface DialledNumber {
  /** E.164, with its plus sign. */
  number: string;
  /** Keyed after the answer, as `readDigits` gives it. */
  digits: string | undefined;
}

/**
 * `070-123 45 67`, `+46 (0)8 123 456`, `0046…`; after a comma what is to be keyed: `0101022288,,123456#`. What is not
 * understood is refused, never left out: the number that is checked is the number that is rung.
 */
export function readDialledNumber(text: string): DialledNumber | NumberRefusal {
  const plain = plainText(text);
  const comma = plain.indexOf(',');
  const digits = comma === -1 ? undefined : readDigits(plain.slice(comma));
  if (comma !== -1 && digits === undefined) return 'numberUnclear';
  const number = readNumber(comma === -1 ? plain : plain.slice(0, comma));
  return typeof number === 'string' ? number : { ...number, digits };
}

function readNumber(text: string): { number: string } | NumberRefusal {
  // As on letterheads: the zero is for those who ring from within the country.
  const abroad = text.trim().replace(/^((?:\+|00)\s*46[\s-]*)\(0\)/, '$1');
  const digits = withoutSeparators(abroad);
  // Of other countries it is not known whether that zero is dialled.
  if (abroad.includes('(0)') || !/^\+?[0-9]+$/.test(digits)) return 'numberUnclear';
  const international = digits.replace(/^00/, '+');
  if (international.startsWith('+')) return checked(international);
  if (digits.startsWith('0')) return checked(`+${SWEDEN}${digits.slice(1)}`);
  if (digits === EMERGENCY) return 'numberEmergency';
  return digits.length <= SHORT_MAX_DIGITS ? 'numberShort' : 'numberUnclear';
}

function checked(number: string): { number: string } | NumberRefusal {
  if (number.startsWith(`+${SWEDEN}`)) {
    const significant = number.slice(SWEDEN.length + 1);
    const { length } = significant;
    // A second zero would be the trunk's to interpret.
    if (significant.startsWith('0')) return 'numberUnclear';
    if (significant === EMERGENCY) return 'numberEmergency';
    if (length < SWEDISH_DIGITS.min) return 'numberShort';
    if (length > SWEDISH_DIGITS.max) return 'numberUnclear';
  }
  return E164.test(number) ? { number } : 'numberUnclear';
}
