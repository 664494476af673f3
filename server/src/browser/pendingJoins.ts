// Bounds the number of clients that have prepared and not joined, without ever refusing a newcomer.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { evictionCandidate } from '../limits/evictionCandidate.ts';

/** Each holds two transports, and a consumer for every track. */
const MAX_IN_MEETING = 50;
const MAX_IN_ALL = 1_000;

export interface PendingJoin {
  readonly address: string;
  readonly callId: CallId;
  /** Of somebody who was in the meeting when it moved to this server: all of them come at once. */
  readonly returningId?: ParticipantId | undefined;
  /** Releases what was prepared; the page prepares again when the person clicks. */
  expire(): void;
}

export class PendingJoins {
  /** Oldest first. */
  readonly #pending = new Set<PendingJoin>();
  /** The latest of each person who returns: no more than there are seats, and not limited here. */
  readonly #returning = new Map<string, PendingJoin>();

  /** Beyond the limit, evicts the oldest of the address with the most: flooding only displaces the flooder's own. */
  add(join: PendingJoin): void {
    this.#pending.add(join);
    const key = keyOf(join);
    if (key !== undefined) this.#returning.set(key, join);
    const limited = [...this.#pending].filter((one) => !this.#isReturning(one));
    const inMeeting = limited.filter(({ callId }) => callId === join.callId);
    if (inMeeting.length > MAX_IN_MEETING) evictionCandidate(inMeeting)?.expire();
    if (limited.length > MAX_IN_ALL) evictionCandidate(limited)?.expire();
  }

  remove(join: PendingJoin): void {
    this.#pending.delete(join);
    const key = keyOf(join);
    if (key !== undefined && this.#isReturning(join)) this.#returning.delete(key);
  }

  #isReturning(join: PendingJoin): boolean {
    const key = keyOf(join);
    return key !== undefined && this.#returning.get(key) === join;
  }
}

const keyOf = ({ callId, returningId }: PendingJoin): string | undefined =>
  returningId && `${callId} ${returningId}`;
