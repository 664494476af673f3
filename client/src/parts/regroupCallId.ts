// Groups the call ID while it is typed, and keeps the caret after the same digit.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { plainDigits } from '@distansmote/shared/plainDigits.ts';

export interface Typed {
  text: string;
  caret: number;
}

const onlyDigits = (text: string) => text.replace(/[^0-9]/g, '');

/**
 * `before` is the former value, `typed` the one after the browser's edit. Deleting a space between
 * groups deletes the digit on its far side; otherwise the key would seem to do nothing.
 */
export function regroupCallId(before: string, typed: Typed, inputType: string): Typed {
  const now = { text: plainDigits(typed.text), caret: typed.caret };
  // A phone's keyboard inserts what was copied as if it were typed, but all at once.
  const isPasted = inputType.startsWith('insertFrom') || now.text.length > before.length + 1;
  const pasted = isPasted ? callIdIn(now.text) : undefined;
  if (pasted) return { text: pasted, caret: pasted.length };

  let digits = onlyDigits(now.text);
  let digitsBeforeCaret = onlyDigits(now.text.slice(0, now.caret)).length;
  const deletedOnlySpace = digits === onlyDigits(before) && now.text.length < before.length;
  if (deletedOnlySpace && inputType.startsWith('delete')) {
    if (inputType.endsWith('Backward')) digitsBeforeCaret -= 1;
    digits = digits.slice(0, digitsBeforeCaret) + digits.slice(digitsBeforeCaret + 1);
  }
  const text = groupDigits(digits);
  return { text, caret: Math.min(text.length, caretAfter(digitsBeforeCaret)) };
}

function caretAfter(digitCount: number): number {
  return digitCount + Math.max(0, Math.floor((digitCount - 1) / 3));
}

/** The call ID in a pasted invitation, where it comes after the telephone number. */
function callIdIn(text: string): string | undefined {
  if (onlyDigits(text).length <= 9) return undefined;
  const candidates = text.match(/\b[1-9]\d{2}[ \u00a0-]?\d{3}[ \u00a0-]?\d{3}\b/g);
  const last = candidates?.at(-1);
  return last && groupDigits(last);
}
