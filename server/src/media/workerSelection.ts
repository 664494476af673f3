// On which worker a meeting's next participant is placed: together as long as one worker can carry them.

/** As far as placing goes. */
export interface WorkerLoad {
  participantCount: number;
  /** Meetings that have a place there, also those that nobody has come to yet. */
  meetingCount: number;
}

/**
 * With so many participants a worker has enough to do, and a meeting that grows on spreads to another: half
 * of what one core carried here with every picture shown (docs/performance.md).
 */
export const SPREAD_AT = 24;
/** A pipe between two workers costs as well: for less of a difference than this share it isn't worth it. */
const WORTH_SPREADING = 1 / 6;

const loadOf = ({ participantCount, meetingCount }: WorkerLoad) =>
  participantCount + meetingCount / 100;

/** @returns the one that has the least to do. @throws when there is none. */
export function leastLoaded<H extends WorkerLoad>(hosts: readonly H[]): H {
  const [idlest] = hosts.toSorted((a, b) => loadOf(a) - loadOf(b));
  if (idlest === undefined) throw new Error('no media worker is running');
  return idlest;
}

/**
 * @param own the workers that the meeting is on already. @param all every worker that runs.
 * @param spreadAt see `SPREAD_AT`. @throws when no worker is running.
 */
export function selectWorker<H extends WorkerLoad>(
  own: readonly H[],
  all: readonly H[],
  spreadAt: number,
): H {
  const idlest = leastLoaded(all);
  if (own.length === 0) return idlest;
  const best = leastLoaded(own);
  if (best.participantCount < spreadAt) return best;
  const isWorthIt = best.participantCount - idlest.participantCount >= spreadAt * WORTH_SPREADING;
  return isWorthIt ? idlest : best;
}
