// Numbers in a sentence: their groups are never parted by the end of a line.
import { groupDigits } from '@distansmote/shared/callId.ts';

const NO_BREAK_SPACE = '\u00a0';
const WORD_JOINER = '\u2060';

/** @param number with spaces between its groups, such as a phone number. */
export const unbroken = (number: string): string =>
  number.replaceAll(' ', NO_BREAK_SPACE).replaceAll('-', `-${WORD_JOINER}`);

export const unbrokenDigits = (callId: string): string => unbroken(groupDigits(callId));
