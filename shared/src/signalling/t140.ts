// T.140, the text of real-time text: what is written, erased and ended, and what a screen shows of it.
// The format is published in docs/real-time-text.md.

/** Erases the last code point of the line; at the start of a line it erases nothing. */
export const BACKSPACE = '\u0008';
/** LINE SEPARATOR: ends the line for good. */
export const NEW_LINE = '\u2028';
/** REPLACEMENT CHARACTER: something was lost here (RFC 4103 §5.3). */
export const GAP = '\ufffd';

const LINE_ENDS = /\r\n|[\r\n\u0085\u2029]/g;
/** Control sequences (ESC, CSI), and strings from SOS to ST. */
// Control characters are what it is about.
// oxlint-disable-next-line no-control-regex
const SEQUENCES = /\u001b(?:\[[\d;]*[A-Za-z]|.)?|\u009b[\d;]*[A-Za-z]|\u0098[^\u009c]*\u009c?/gu;
/** Byte order marks, controls other than backspace, and bidi controls (UAX #9: embeddings, overrides, isolates). */
// oxlint-disable-next-line no-control-regex
const UNSHOWN = /(?!\u0008)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Any T.140 as the operations that we pass on: characters, `BACKSPACE` and `NEW_LINE`. Half an emoji becomes `GAP`.
 * What has been tidied stays as it is.
 */
export const tidyT140 = (text: string): string =>
  text
    .toWellFormed()
    .replace(SEQUENCES, '')
    .replace(LINE_ENDS, NEW_LINE)
    .replaceAll('\t', ' ')
    .replace(UNSHOWN, '');

/**
 * What is shown after these operations: lines with a `NEW_LINE` after each that has ended, of which nothing is erased any
 * more. A line of nothing doesn't end.
 */
export function applyT140(shown: string, operations: string): string {
  // By code points, so that no surrogate is left alone.
  const characters = Array.from(shown);
  for (const character of tidyT140(operations)) {
    const isLineEmpty = characters.length === 0 || characters.at(-1) === NEW_LINE;
    if (character === BACKSPACE) {
      if (!isLineEmpty) characters.pop();
    } else if (character !== NEW_LINE || !isLineEmpty) characters.push(character);
  }
  return characters.join('');
}

/** Of what is shown: the lines that have ended, and the one that is being written. */
export function linesOf(shown: string): { ended: string[]; live: string } {
  const ended = shown.split(NEW_LINE);
  const live = ended.pop() ?? '';
  return { ended, live };
}
