// Whom to ring, of what was typed: a telephone number or a room's address, and what is keyed after the answer.
import type { RingOrder } from '../calls/ringer.ts';
import { Refused } from '../meetings/refused.ts';
import { isAllowedNumber } from './allowedNumbers.ts';
import { readDialledNumber } from './dialledNumber.ts';
import { readDigits } from './dialledText.ts';
import { readRoomAddress } from './roomAddress.ts';

/** What the operator allows. */
export interface AllowedTargets {
  /** SIP_DIAL_OUT_ALLOW. */
  prefixes: readonly string[];
  /** SIP_DIAL_OUT_ROOMS. */
  domains: readonly string[];
}

export interface RingTarget {
  to: RingOrder['to'];
  digits: string | undefined;
}

/**
 * @param text with an @ an address; otherwise a number, perhaps with digits after a comma, which are keyed before `digits`
 * @param digits empty for none
 * @throws Refused by what is wrong with it
 */
export function readTarget(text: string, digits: string, allowed: AllowedTargets): RingTarget {
  const after = digits.trim() === '' ? undefined : readDigits(digits);
  if (after === undefined && digits.trim() !== '') throw new Refused('digitsUnclear');
  if (text.includes('@')) {
    const room = readRoomAddress(text, allowed.domains);
    if (typeof room === 'string') throw new Refused(room);
    return { to: { type: 'room', uri: room.uri }, digits: after };
  }
  const { number, digits: typed } = readNumber(text, allowed);
  const all = `${typed ?? ''}${after ?? ''}`;
  return { to: { type: 'phone', number }, digits: all === '' ? undefined : all };
}

/**
 * For whoever is rung at a number of their own: nothing is keyed.
 * @returns E.164
 * @throws Refused by what is wrong with it
 */
export function readOwnNumber(text: string, allowed: AllowedTargets): string {
  const { number, digits } = readNumber(text, allowed);
  if (digits !== undefined) throw new Refused('numberUnclear');
  return number;
}

function readNumber(text: string, { prefixes }: AllowedTargets) {
  const read = readDialledNumber(text);
  if (typeof read === 'string') throw new Refused(read);
  if (!isAllowedNumber(read.number, prefixes)) throw new Refused('numberNotAllowed');
  return read;
}
