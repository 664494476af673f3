// How patiently a page comes back into its meeting by itself.
/** How long it tries to come back by itself before it says that the connection is lost. */
export const COME_BACK_MS = 90_000;
/** After so many the network must be what stops media. */
export const MAX_UNCONNECTED = 2;
/** One that fails again sooner than this is tried less eagerly. */
export const COME_BACK_SOON_MS = 6_000;
export const COME_BACK_PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
