// How many may be in a meeting, and how many of them strangers of one address, so that nobody keeps the others out.

/** Whoever they are. */
export const MAX_PRESENT = 100;
/** Above those, for conveners: whoever fills a meeting does not keep out who could clear it. */
const CONVENER_SEATS = 10;
/** So many times as many as there are free seats. */
const SHARE_OF_FREE = 4;

export const isFull = (presentCount: number, isConvener: boolean): boolean =>
  presentCount >= MAX_PRESENT + (isConvener ? CONVENER_SEATS : 0);

/**
 * Whether one more may come in by the mere number from an address, by a dynamic threshold (Choudhury and Hahne 1998, for
 * queues that share a buffer): one address gets 80 of 100 seats, and two leave four. Nobody has to guess how many
 * colleagues an address has, and a county with a meeting of eighty never meets the limit.
 */
export const hasFairShare = (presentCount: number, strangersOfAddress: number): boolean =>
  strangersOfAddress < SHARE_OF_FREE * (MAX_PRESENT - presentCount);
