// The header in which a look-up carries what shows that one belongs there: addresses are logged, headers are not.

/** Its value is form-encoded: `personKey`, and `secret` or `pass` or both. */
export const JOIN_CREDENTIALS_HEADER = 'entrant';
