// The cheapest T.140 operations that turn one line into another: T.140 erases and writes at the end of a line only.
import { BACKSPACE, tidyT140 } from '@distansmote/shared/signalling/t140.ts';

/** Half an emoji, whose other half the keyboard has not given yet. */
const HALF_AT_END = /[\ud800-\udbff]$/;

/** What can be sent of what stands in the field. Composed letters, since a telephone erases what it shows as one at once. */
export const writable = (typed: string): string =>
  tidyT140(typed.replace(HALF_AT_END, '').normalize('NFC'));

/**
 * Erases back to the first difference, and writes from there: nothing shorter exists, since what both begin with is all
 * that can stay.
 * @param from what the others see
 * @param to what they are to see; both `writable`
 */
export function operationsFor(from: string, to: string): string {
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  // Never between the two halves of a character.
  if (isLowSurrogate(from[same]) || isLowSurrogate(to[same])) same -= 1;
  const erased = Array.from(from.slice(same)).length;
  return BACKSPACE.repeat(erased) + to.slice(same);
}

/** As much of it as fits, in whole characters. */
export function firstOf(operations: string, maxLength: number): string {
  const end = isLowSurrogate(operations[maxLength]) ? maxLength - 1 : maxLength;
  return operations.slice(0, end);
}

const isLowSurrogate = (unit: string | undefined) =>
  unit !== undefined && unit >= '\udc00' && unit <= '\udfff';
