// What may stand as a person's name or profession, and how what was typed is made into that.

export const NAME_MAX_LENGTH = 60;

// What turns text around, hides it, breaks the line it stands in or looks like nothing: control, format, surrogate and
// private-use characters, line and paragraph separators, the default ignorable ones (UAX #44: Hangul fillers, soft
// hyphen, variation selectors …) and the empty Braille cell. Kept is the first group: the joiner and the non-joiner
// between two letters, which Persian and Indic names are written with, though not in scripts that do not join; and what
// an emoji is composed of.
const UNSHOWABLE =
  /((?![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{DI}])[\p{L}\p{M}][\u200c\u200d](?!\p{DI})(?=\p{L})|\p{ExtPict}\p{EMod}?\ufe0f?(?:\u200d(?=\p{ExtPict}))?)|[\p{DI}\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u2800]/gu;
/** More than two marks on a letter run into the lines above and below; one with no letter, onto what stands before. */
const MARKS_TOO_MANY = /^[\p{M}\s]+|([\p{Mn}\p{Me}]{2})[\p{Mn}\p{Me}]+/gu;

const showable = (text: string): string =>
  text.replace(MARKS_TOO_MANY, '$1').replace(UNSHOWABLE, (_, kept?: string) => kept ?? ' ');

/** Whether `text` can be shown as it stands: trimmed, with at least one letter or digit. */
export function isShowableName(text: string): boolean {
  return text === text.trim() && /[\p{L}\p{N}]/u.test(text) && showable(text) === text;
}

/** What was typed or pasted, made fit to send: invisible characters dropped, white space folded, cut to its length. */
export function tidyName(text: string): string {
  const tidy = showable(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
  // The cut may fall into a character of several code units.
  return showable(tidy.slice(0, NAME_MAX_LENGTH)).trim();
}
