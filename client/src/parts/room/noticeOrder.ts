// Of all that could be said above the pictures, what is most urgent: the others wait until that is over or put away.

/**
 * First what keeps somebody from hearing, then that a computer writes what is said, then what keeps them from taking part, what waits
 * for an answer, and what goes on; last what is good to know.
 */
export const NOTICE_ORDER = [
  'reconnecting',
  'soundBlocked',
  'dialInFailed',
  // Whoever speaks has to know, and puts it away.
  'captions',
  'devices',
  'jerkyPicture',
  'soundAsked',
  'muted',
  'shareFailed',
  'deviceEvents',
  'soundIsBack',
  'weakConnection',
  'joining',
  'byPhone',
  'sharing',
  'picturesOff',
  'leading',
  'alone',
] as const;

export type NoticeName = (typeof NOTICE_ORDER)[number];
