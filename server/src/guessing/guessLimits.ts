// How many wrong call IDs are allowed before look-ups are delayed, and then not done at all (decision 0020).

export interface GuessLimits {
  /** Wrong numbers from one client in `windowSeconds`. */
  perClient: number;
  /** Wrong numbers from all browsers together in `windowSeconds`. */
  webTotal: number;
  /** Wrong numbers from all telephones together in `windowSeconds`. */
  phonesTotal: number;
  /** Wrong numbers from all room systems together in `windowSeconds`. */
  roomsTotal: number;
  /** A fixed window: it starts with the first wrong number, and all are forgotten when it ends. */
  windowSeconds: number;
  /** Delay of a look-up by the number of failures before it; the last value applies to all higher counts. */
  delaysMs: readonly number[];
  /** How many delayed look-ups of one client may be pending. */
  maxDelayedPerClient: number;
  /** The fixed response time once so many proofs were wrong that timing could reveal something. */
  proofDelayMs: number;
  /** For how long a client may look up a number again that it has found. */
  knownSeconds: number;
}

export const GUESS_LIMITS: GuessLimits = {
  perClient: 20,
  webTotal: 25,
  phonesTotal: 15,
  // More than `perClient`: one room that goes on calling an old address must not send all others to the lobby.
  roomsTotal: 25,
  windowSeconds: 600,
  // Short: a whole county may share the address of the person who mistyped, and the page gives up after ten seconds.
  delaysMs: [0, 0, 0, 1_000, 2_000, 4_000],
  maxDelayedPerClient: 50,
  proofDelayMs: 1_000,
  knownSeconds: 3_600,
};
