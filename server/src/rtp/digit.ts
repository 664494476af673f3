// The sixteen keys of a telephone, in the order of their event codes (RFC 4733 §3.2).
export const DIGITS = '0123456789*#ABCD';
export type Digit =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '*'
  | '#'
  | 'A'
  | 'B'
  | 'C'
  | 'D';
