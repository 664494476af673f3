// Reads what people type or paste into the field for a telephone number: digits of other scripts, separators, keys to send.
import { plainDigits, withoutUnseen } from '@distansmote/shared/plainDigits.ts';

const ARABIC_COMMA = /\u060c/g;
/** Spaces, hyphens and dashes of word processors, full stops, slashes and brackets. */
const SEPARATORS = /[\s\u2010-\u2015\u2212./()-]/g;
/** Of the keys that are sent after the answer. A `,` waits two seconds. */
const KEYS = /^[0-9*#,]+$/;
const MAX_DIGITS = 40;

/** In the digits 0 to 9, with no marks that are not seen. */
export const plainText = (text: string): string =>
  plainDigits(withoutUnseen(text)).replace(ARABIC_COMMA, ',');

export const withoutSeparators = (text: string): string => text.replace(SEPARATORS, '');

/** @returns 0-9*# and `,`, at most forty; undefined for anything else, and for nothing. */
export function readDigits(text: string): string | undefined {
  const digits = withoutSeparators(plainText(text));
  return KEYS.test(digits) && digits.length <= MAX_DIGITS ? digits : undefined;
}
