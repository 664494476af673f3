// How patiently a page comes back into its meeting by itself.
import { isRefused } from './joinProblem.ts';
import type { LeftReason } from './meetingStore.ts';

/** How long it tries to come back by itself before it says that the connection is lost. */
const COME_BACK_MS = 90_000;
/** After so many the network must be what stops media. */
export const MAX_UNCONNECTED = 2;
/** One that fails again sooner than this is tried less eagerly. */
export const COME_BACK_SOON_MS = 6_000;
const PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];

interface TryingParts {
  /** One attempt to be in the meeting again. */
  enter(): Promise<void>;
  /** Whatever the attempt that failed has left behind. */
  cleanUp(): void;
  isClosed(): boolean;
  /** The last time it failed again at once: a rebuild must not become a storm of them. */
  isTooSoon: boolean;
}

/** @returns why one is out of the meeting for good; undefined once one is back, or has left meanwhile. */
export async function keepComingBack(parts: TryingParts): Promise<LeftReason | undefined> {
  const until = Date.now() + COME_BACK_MS;
  if (parts.isTooSoon) await pause(COME_BACK_SOON_MS / 2);
  for (let tries = 0; !parts.isClosed(); tries += 1) {
    try {
      await parts.enter();
      return undefined;
    } catch (error) {
      parts.cleanUp();
      if (isRefused(error, 'callIdUnknown')) return 'spaceDeleted';
      if (isRefused(error, 'removed')) return 'removed';
      if (Date.now() > until) return 'connectionLost';
      await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0);
    }
  }
  return undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
