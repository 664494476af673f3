// What of a text that was written or pasted goes into a message.

// Control characters but tab and new line, which only make it longer on the wire; what turns the text around it
// (UAX #9: embeddings, overrides, isolates); and halves of surrogate pairs.
// eslint-disable-next-line no-control-regex
const UNSENDABLE = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** The same text without what nobody sees: a stray character is no reason to lose what was pasted. */
export function tidyText(text: string): string {
  return text.replace(UNSENDABLE, '').trim();
}
