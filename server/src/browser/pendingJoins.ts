// Bounds the number of clients that have prepared and not joined, without ever refusing a newcomer.
import type { CallId } from '@distansmote/shared/ids.ts';
import { evictionCandidate } from '../limits/evictionCandidate.ts';

/** Each holds two transports, and a consumer for every track. */
const MAX_IN_MEETING = 50;
const MAX_IN_ALL = 1_000;

export interface PendingJoin {
  readonly address: string;
  readonly callId: CallId;
  /** Releases what was prepared; the page prepares again when the person clicks. */
  expire(): void;
}

export class PendingJoins {
  /** Oldest first. */
  readonly #pending = new Set<PendingJoin>();

  /** Beyond the limit, evicts the oldest of the address with the most: flooding only displaces the flooder's own. */
  add(join: PendingJoin): void {
    this.#pending.add(join);
    const inMeeting = [...this.#pending].filter(({ callId }) => callId === join.callId);
    if (inMeeting.length > MAX_IN_MEETING) evictionCandidate(inMeeting)?.expire();
    if (this.#pending.size > MAX_IN_ALL) evictionCandidate(this.#pending)?.expire();
  }

  remove(join: PendingJoin): void {
    this.#pending.delete(join);
  }
}
