// The call ID (samtals-ID): nine digits, the first not 0, shown in groups of three.
import type { CallId } from './ids.ts';

export const CALL_ID_LENGTH = 9;

/** Unseen marks of direction (Unicode Bidirectional Algorithm, UAX #9), which come along when a number is copied. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Arabic-Indic, Persian and full-width digits become 0–9: their last four bits are the value. One for one. */
export const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );

/**
 * Parses a call ID as people write it: `787544182`, `787 544 182` or `787-544-182`, also with the no-break spaces and
 * dashes of word processors, marks of direction, and the digits of Arabic, Persian and full-width keyboards.
 * @returns undefined for anything else.
 */
export function parseCallId(text: string): CallId | undefined {
  const digits = plainDigits(text.replace(DIRECTION_MARKS, ''))
    .trim()
    .replace(/[\s\u2010-\u2015-]/g, '');
  return /^[1-9][0-9]{8}$/.test(digits) ? (digits as CallId) : undefined;
}

/** Groups digits 3-3-3 while they are being typed, also those that are too many; drops other characters. */
export function groupDigits(text: string): string {
  const digits = text.replace(/[^0-9]/g, '');
  return digits.match(/.{1,3}/g)?.join(' ') ?? '';
}
