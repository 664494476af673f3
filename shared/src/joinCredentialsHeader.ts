// The request header that carries join credentials at the look-up: URLs are logged, headers aren't.

/** Form-encoded: `personKey`, and `secret` or `pass` or both. */
export const JOIN_CREDENTIALS_HEADER = 'entrant';
