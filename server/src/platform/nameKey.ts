// The form in which names are searched and sorted: the same in SQLite and PostgreSQL, whatever their collation.

/** Behind all other letters, in this order, whatever sorts them: private-use characters, which no name needs. */
const SWEDISH: Record<string, string> = {
  å: '\uE000',
  ä: '\uE001',
  ö: '\uE002',
  æ: '\uE001',
  ø: '\uE002',
};

/**
 * Lower case, without the accents of other languages. Å, ä and ö stay letters of their own and come last, as in Swedish:
 * "a" does not find Åsa, "andre" finds André.
 */
export function nameKeyOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[åäöæø]/g, (letter) => SWEDISH[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}
