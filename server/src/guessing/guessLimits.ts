// How often a call ID may be guessed at before it is slow, and then not tried any more; decision 0020 has the arithmetic.

export interface GuessLimits {
  /** Wrong numbers of one caller in `windowSeconds`. */
  ofOne: number;
  /** Wrong numbers of everybody who comes by a browser, in `windowSeconds`. */
  ofWeb: number;
  /** Wrong numbers of all telephones together, in `windowSeconds`. */
  ofPhones: number;
  /** The window begins with the first wrong number, and takes all of them along when it ends. */
  windowSeconds: number;
  /** How long a look-up is held back, by how many were wrong before it; the last one stands for all above. */
  delaysMs: readonly number[];
  /** How many look-ups of one caller are held back at once. */
  heldBackOfOne: number;
  /** When so many proofs were wrong that the time of an answer could tell something, it takes this long. */
  proofDelayMs: number;
  /** For so long a number that was right for a caller is no guess to them. */
  knownSeconds: number;
}

export const GUESS_LIMITS: GuessLimits = {
  ofOne: 20,
  ofWeb: 25,
  ofPhones: 15,
  windowSeconds: 600,
  // Low, since a whole county may stand behind the address of the one who mistyped, and a page waits ten seconds.
  delaysMs: [0, 0, 0, 1_000, 2_000, 4_000],
  heldBackOfOne: 50,
  proofDelayMs: 1_000,
  knownSeconds: 3_600,
};
