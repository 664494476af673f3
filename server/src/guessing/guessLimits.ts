// How often a call ID may be guessed at before it is slow, and then refused; decision 0020 has the arithmetic.

export interface GuessLimits {
  /** Wrong numbers of one caller in `windowSeconds`. */
  ofOne: number;
  /** Wrong numbers of all telephones that come by one trunk, in `windowSeconds`. */
  ofTrunk: number;
  /** Wrong numbers of everybody together in `windowSeconds`. */
  ofAll: number;
  /** The window begins with the first wrong number, and takes all of them along when it ends. */
  windowSeconds: number;
  /** How long a look-up is held back, by how many were wrong before it; the last one stands for all above. */
  delaysMs: readonly number[];
  /** How many look-ups of one caller are held back at once. */
  heldBackOfOne: number;
  /** For so long a number that was right for a caller is no guess to them. */
  knownSeconds: number;
}

export const GUESS_LIMITS: GuessLimits = {
  ofOne: 20,
  ofTrunk: 30,
  ofAll: 40,
  windowSeconds: 600,
  // Low, since a whole county may stand behind the address of the one who mistyped, and a page waits ten seconds.
  delaysMs: [0, 0, 0, 1_000, 2_000, 4_000],
  heldBackOfOne: 50,
  knownSeconds: 3_600,
};
