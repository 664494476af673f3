// Makes keys of what a text telephone types in the menu, where voice callers have a keypad.
import type { Digit } from '../../rtp/digit.ts';
import { plainDigits } from '@distansmote/shared/plainDigits.ts';
import { BACKSPACE, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';

/** More than a number and its PIN, with gaps and mistakes: nobody types so much before they read the answer. */
const MAX_CHARACTERS = 100;

/**
 * Spaces, hyphens and letters are no keys. Arabic-Indic, Persian and full-width digits are.
 * @param text T.140
 */
export function typedKeys(text: string): (Digit | 'backspace')[] {
  return Array.from(plainDigits(text.slice(0, MAX_CHARACTERS))).flatMap((character) => {
    if (character === BACKSPACE) return ['backspace'];
    if (character === NEW_LINE) return ['#'];
    return isDigit(character) ? [character] : [];
  });
}

const isDigit = (key: string): key is Digit => /^[\d#*]$/.test(key);
