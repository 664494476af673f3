// A typed or pasted name as the API takes it.

/** The API rejects invisible characters, which pasted names may contain. */
export const tidyLine = (typed: string): string =>
  typed
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
