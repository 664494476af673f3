// What stands for somebody without a picture: one or two letters, and a tone that stays theirs.
// Firefox has it since 125.
const letters =
  'Segmenter' in Intl ? new Intl.Segmenter('sv', { granularity: 'grapheme' }) : undefined;
const TONES = 6;

/** The first letters of the first and the last word, of those that begin with a letter or digit. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map(firstLetter).join('').toLocaleUpperCase('sv');
}

function firstLetter(word: string | undefined): string {
  if (!word) return '';
  const [first = ''] = letters === undefined ? word : letters.segment(word);
  return typeof first === 'string' ? first : first.segment;
}

/** One of the calm tones of `tiles.css`, the same for the same id every time. */
export function toneOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0xffff;
  return `tone-${sum % TONES}`;
}
