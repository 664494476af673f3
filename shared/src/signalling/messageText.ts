// What of a text that was written or pasted goes into a message.

// Control characters but tab and new line, which only make it longer on the wire; what turns the text around it
// (UAX #9: embeddings, overrides, isolates); and halves of surrogate pairs.
// eslint-disable-next-line no-control-regex
const UNSENDABLE = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/**
 * More than eight marks on one letter, also with joiners between them: a stack that covers what stands above and below.
 * No script has so many.
 */
const MARKS_TOO_MANY = /((?:[\p{Mn}\p{Me}][\u200c\u200d]*){8})[\p{Mn}\p{Me}\u200c\u200d]+/gu;

/** The same text without what nobody sees: a stray character is no reason to lose what was pasted. */
export function tidyText(text: string): string {
  return text.replace(UNSENDABLE, '').replace(MARKS_TOO_MANY, '$1').trim();
}
