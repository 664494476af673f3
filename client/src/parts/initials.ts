// What represents somebody without a picture: one or two letters, and a stable color.
// Firefox has it since 125.
const letters =
  'Segmenter' in Intl ? new Intl.Segmenter('sv', { granularity: 'grapheme' }) : undefined;
const TONES = 6;

/** The initials of the first and the last word that start with a letter or digit; of "Åsa Lind, handläggare" ÅL. */
export function initialsOf(name: string): string {
  const [who] = name.split(',');
  const words = (who || name).split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map(firstLetter).join('').toLocaleUpperCase('sv');
}

function firstLetter(word: string | undefined): string {
  if (!word) return '';
  const [first = ''] = letters === undefined ? word : letters.segment(word);
  return typeof first === 'string' ? first : first.segment;
}

/** One of the colors in `tiles.css`, always the same for the same id. */
export function toneOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0xffff;
  return `tone-${sum % TONES}`;
}
