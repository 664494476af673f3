// The call ID (samtals-ID): nine digits, the first not 0, shown in groups of three.
import type { CallId } from './ids.ts';
import { plainDigits, withoutUnseen } from './plainDigits.ts';

export const CALL_ID_LENGTH = 9;

/**
 * Parses a call ID as people write it: `787544182`, `787 544 182` or `787-544-182`, also with the no-break spaces and
 * dashes of word processors, marks of direction, and the digits of Arabic, Persian and full-width keyboards.
 * @returns undefined for anything else.
 */
export function parseCallId(text: string): CallId | undefined {
  const digits = plainDigits(withoutUnseen(text)).replace(/[\s\u2010-\u2015-]/g, '');
  return /^[1-9][0-9]{8}$/.test(digits) ? (digits as CallId) : undefined;
}

/** Groups digits 3-3-3 while they are being typed, also those that are too many; drops other characters. */
export function groupDigits(text: string): string {
  const digits = text.replace(/[^0-9]/g, '');
  return digits.match(/.{1,3}/g)?.join(' ') ?? '';
}
