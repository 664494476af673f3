// What may stand as a person's name or profession, and how what was typed is made into that.

export const NAME_MAX_LENGTH = 60;

// Control, format (bidi marks, zero-width space), surrogate and private-use characters, and the line
// and paragraph separators: they turn text around, hide it or break the line it stands in. The
// joiner and non-joiner (U+200D, U+200C) stay: Persian names are written with them.
const UNSHOWABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;
const UNSHOWABLE_ALL = new RegExp(UNSHOWABLE, 'gu');

/** Whether `text` can be shown as it stands: trimmed, with at least one letter or digit. */
export function isShowableName(text: string): boolean {
  return text === text.trim() && /[\p{L}\p{N}]/u.test(text) && !UNSHOWABLE.test(text);
}

/** What was typed or pasted, made fit to send: invisible characters dropped, white space folded, cut to its length. */
export function tidyName(text: string): string {
  const tidy = text.normalize('NFC').replace(UNSHOWABLE_ALL, ' ').replace(/\s+/g, ' ').trim();
  // Not in the middle of a character of two code units.
  return tidy
    .slice(0, NAME_MAX_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
