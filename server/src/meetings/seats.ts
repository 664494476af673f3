// How many people may be in a meeting, and how many of them strangers from one address, so that nobody can fill it.

/** For anybody. */
export const MAX_PRESENT = 100;
/** Beyond those, for conveners: filling a meeting must not keep out those who can clear it. */
const CONVENER_SEATS = 10;
/** An address may hold this many times the number of free seats. */
const SHARE_OF_FREE = 4;

export const isFull = (presentCount: number, isConvener: boolean): boolean =>
  presentCount >= MAX_PRESENT + (isConvener ? CONVENER_SEATS : 0);

/**
 * Whether one more stranger (with only the call ID) may join from an address. A dynamic threshold, as for queues that
 * share a buffer (Choudhury and Hahne 1998): one address gets 80 of 100 seats, and two together leave four. No
 * configuration of how many colleagues share an address, and a county with a meeting of eighty never meets the limit.
 */
export const hasFairShare = (presentCount: number, strangersOfAddress: number): boolean =>
  strangersOfAddress < SHARE_OF_FREE * (MAX_PRESENT - presentCount);
