// Those who have prepared and not joined, bounded in number: a newcomer is never refused for their sake.
import type { CallId } from '@distansmote/shared/ids.ts';
import { evictionCandidate } from '../limits/evictionCandidate.ts';

/** Each holds two transports and a consumer for every track. */
const MAX_IN_MEETING = 50;
const MAX_IN_ALL = 1_000;

export interface PendingJoin {
  readonly address: string;
  readonly callId: CallId;
  /** Gives up what was prepared; the page prepares anew when the person clicks. */
  expire(): void;
}

export class PendingJoins {
  /** In the order they came. */
  readonly #pending = new Set<PendingJoin>();

  /**
   * Where there are too many, the oldest of the address that has the most goes: somebody who opens
   * hundreds takes them from himself, not from others.
   */
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
