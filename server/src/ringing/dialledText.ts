// Reads what people type or paste into the field for a telephone number: digits of other scripts, separators, keys to send.

/** What text processors and telephone books put around numbers, unseen: marks of direction, and a byte order mark. */
const UNSEEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const ARABIC_COMMA = /\u060c/g;
/** Spaces, hyphens and dashes of word processors, full stops, slashes and brackets. */
const SEPARATORS = /[\s\u2010-\u2015\u2212./()-]/g;
/** Arabic-Indic, and the Persian and Urdu form. Digits that only look like some, such as ①, １ and 𝟏, are none. */
const ZEROS = [0x06_60, 0x06_f0];
/** Of the keys that are sent after the answer. A `,` waits two seconds. */
const KEYS = /^[0-9*#,]+$/;
const MAX_DIGITS = 40;

/** In the digits 0 to 9, with no marks that are not seen. */
export function plainText(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(ARABIC_COMMA, ',')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((one) => code >= one && code < one + 10) ?? code;
      return String(code - zero);
    });
}

export const withoutSeparators = (text: string): string => text.replace(SEPARATORS, '');

/** @returns 0-9*# and `,`, at most forty; undefined for anything else, and for nothing. */
export function readDigits(text: string): string | undefined {
  const digits = withoutSeparators(plainText(text));
  return KEYS.test(digits) && digits.length <= MAX_DIGITS ? digits : undefined;
}
