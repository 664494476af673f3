// Makes keys of what a text telephone types in the menu, where voice callers have a keypad.
import type { Digit } from '../../rtp/digit.ts';
import { BACKSPACE, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';

/** More than a number and its PIN, with gaps and mistakes: nobody types so much before they read the answer. */
const MAX_CHARACTERS = 100;

/**
 * Spaces, hyphens and letters are no keys. Digits of other scripts are.
 * @param text T.140
 */
export function typedKeys(text: string): (Digit | 'backspace')[] {
  return Array.from(text.slice(0, MAX_CHARACTERS)).flatMap((character) => {
    if (character === BACKSPACE) return ['backspace'];
    if (character === NEW_LINE) return ['#'];
    const key = asciiDigit(character);
    return isDigit(key) ? [key] : [];
  });
}

const isDigit = (key: string): key is Digit => /^[\d#*]$/.test(key);

/** Decimal digits stand in tens in Unicode, from zero on. */
function asciiDigit(character: string): string {
  if (/[\d#*]/.test(character) || !/\p{Nd}/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
