// Chooses the media worker for a meeting's next participant: the meeting stays together while one worker can carry it.

export interface WorkerLoad {
  participantCount: number;
  /** Meetings with a router on this worker, including empty ones. */
  meetingCount: number;
}

/**
 * A worker with this many participants is busy, and a growing meeting spreads to another: half of what one core carried
 * with every video shown (docs/performance.md).
 */
export const SPREAD_AT = 24;
/** Pipes between workers cost too. Spreading pays only for a difference of at least this share of `spreadAt`. */
const MIN_DIFFERENCE_SHARE = 1 / 6;

const loadOf = ({ participantCount, meetingCount }: WorkerLoad) =>
  participantCount + meetingCount / 100;

/** @throws Error when no worker is running. */
export function leastLoaded<W extends WorkerLoad>(workers: readonly W[]): W {
  const [idlest] = workers.toSorted((a, b) => loadOf(a) - loadOf(b));
  if (idlest === undefined) throw new Error('no media worker is running');
  return idlest;
}

/**
 * @param own the workers that the meeting is on. @param all every running worker.
 * @param spreadAt see `SPREAD_AT`. @throws Error when no worker is running.
 */
export function selectWorker<W extends WorkerLoad>(
  own: readonly W[],
  all: readonly W[],
  spreadAt: number,
): W {
  const idlest = leastLoaded(all);
  if (own.length === 0) return idlest;
  const best = leastLoaded(own);
  if (best.participantCount < spreadAt) return best;
  const difference = best.participantCount - idlest.participantCount;
  return difference >= spreadAt * MIN_DIFFERENCE_SHARE ? idlest : best;
}
