// Chooses the media worker for a meeting's next participant: the meeting stays together while one worker can carry it.

export interface WorkerLoad {
  participantCount: number;
  /** Meetings with a router on this worker, including empty ones. */
  meetingCount: number;
  /** Of the server that lends it; undefined for one of this server. */
  guest?: { nodeId: string };
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

/** From this share of `spreadAt` on the least loaded worker, another server is asked for one: it takes a moment to come. */
export const ASK_FROM_SHARE = 3 / 4;

/** Workers that other servers of the cluster lend to this one. */
export interface Guests<W extends WorkerLoad> {
  /** Those that run. */
  readonly workers: readonly W[];
  /** More room is needed soon; may be called often. @param hostId of the only server that will do. */
  ask(hostId?: string): void;
}

/**
 * @param here the worker of this server that `selectWorker` has chosen.
 * @param own the workers that the meeting is on. @param all every running worker of this server.
 * @returns a guest where all of this server are busy, and one has room. A meeting has guests of one server only: nobody has
 * tried whether media passes between two others.
 */
export function selectGuest<W extends WorkerLoad>(
  here: W,
  own: readonly W[],
  all: readonly W[],
  guests: Guests<W>,
  spreadAt: number,
): W {
  const { participantCount: fewest } = leastLoaded(all);
  const askFrom = spreadAt * ASK_FROM_SHARE;
  if (fewest < askFrom) return here;
  const hostId = own.find(({ guest }) => guest !== undefined)?.guest?.nodeId;
  const usable = guests.workers.filter(
    ({ guest }) => hostId === undefined || guest?.nodeId === hostId,
  );
  if (usable.every(({ participantCount }) => participantCount >= askFrom)) guests.ask(hostId);
  if (fewest < spreadAt) return here;
  const free = usable.filter(({ participantCount }) => participantCount < spreadAt);
  const joined = free.filter((worker) => own.includes(worker));
  const [guest] = (joined.length > 0 ? joined : free).toSorted((a, b) => loadOf(a) - loadOf(b));
  if (guest === undefined) return here;
  const difference = here.participantCount - guest.participantCount;
  return difference >= spreadAt * MIN_DIFFERENCE_SHARE ? guest : here;
}
