// Of all that could be said above the pictures, what is most urgent: the others wait until that is over or put away.

/** First what keeps somebody from taking part, then what waits for an answer, then what goes on, last what is good to know. */
export const NOTICE_ORDER = [
  'reconnecting',
  'soundBlocked',
  'dialInFailed',
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
  'captions',
  'picturesOff',
  'leading',
  'alone',
] as const;

export type NoticeName = (typeof NOTICE_ORDER)[number];
