// Validates and tidies names and professions.

export const NAME_MAX_LENGTH = 60;
/** People at one device beside the one who joins: a family on a sofa, a ward round at one screen. */
export const MAX_COMPANIONS = 9;

// Characters that reorder text, hide it, break its line or are invisible: control, format, surrogate and private-use
// characters, line and paragraph separators, default ignorables (UAX #44: Hangul fillers, soft hyphen, variation
// selectors …) and the blank Braille cell. The first group matches what is kept: joiner and non-joiner between
// letters of scripts that use them, such as Persian and Indic ones, and the parts of emoji.
const UNSHOWABLE =
  /((?![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{DI}])[\p{L}\p{M}][\u200c\u200d](?!\p{DI})(?=\p{L})|\p{ExtPict}\p{EMod}?\ufe0f?(?:\u200d(?=\p{ExtPict}))?)|[\p{DI}\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u2800]/gu;
/**
 * More than two combining marks run into the lines above and below; a mark without a letter lands on what precedes
 * it.
 */
const EXCESS_MARKS = /^[\p{M}\s]+|([\p{Mn}\p{Me}]{2})[\p{Mn}\p{Me}]+/gu;

const showable = (text: string): string =>
  text.replace(EXCESS_MARKS, '$1').replace(UNSHOWABLE, (_, kept?: string) => kept ?? ' ');

/** Whether `text` can be displayed as it is: trimmed, visible, with at least one letter or digit. */
export function isShowableName(text: string): boolean {
  return text === text.trim() && /[\p{L}\p{N}]/u.test(text) && showable(text) === text;
}

/** Makes typed or pasted text a valid name: drops invisible characters, folds white space, truncates. */
export function tidyName(text: string): string {
  const tidy = showable(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
  // Again, since truncation may split a character.
  return showable(tidy.slice(0, NAME_MAX_LENGTH)).trim();
}
