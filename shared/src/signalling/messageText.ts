// Tidies the text of a message.

// Control characters except tab and newline; bidi controls (UAX #9: embeddings, overrides, isolates); lone
// surrogates.
const UNSENDABLE = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/**
 * More than eight combining marks on a letter, also with joiners between them: they would cover the lines around. No
 * script needs so many.
 */
const EXCESS_MARKS = /((?:[\p{Mn}\p{Me}][\u200c\u200d]*){8})[\p{Mn}\p{Me}\u200c\u200d]+/gu;

/** Without what would cover the lines around. */
export const withoutExcessMarks = (text: string): string => text.replace(EXCESS_MARKS, '$1');

/** Drops characters that can't be seen: a stray one is no reason to reject what was pasted. */
export function tidyText(text: string): string {
  return withoutExcessMarks(text.replace(UNSENDABLE, '')).trim();
}
