// Digits as people type and paste them, in the digits 0 to 9.

/** Unseen marks of direction (Unicode Bidirectional Algorithm, UAX #9) and a byte order mark, which come along when a number is copied. */
const UNSEEN = /[\p{Bidi_C}\ufeff]/gu;

export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** Arabic-Indic, Persian and full-width digits become 0–9: their last four bits are the value. One for one. */
export const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
