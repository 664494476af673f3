// What is left to say of a meeting when it is over: how long it was, and how many were there at once.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';

export interface MeetingSummary {
  /** From the first one's coming to the end. */
  seconds: number;
  mostPresent: number;
  reason: MeetingEndReason | 'everybodyLeft';
}

export class MeetingStats {
  #startedAtMs: number | undefined;
  #mostPresent = 0;

  /**
   * @param presentCount of those who are there now.
   * @returns whether it is the first that anybody is.
   */
  entered(presentCount: number): boolean {
    const isFirst = this.#startedAtMs === undefined;
    this.#startedAtMs ??= performance.now();
    this.#mostPresent = Math.max(this.#mostPresent, presentCount);
    return isFirst;
  }

  /** Undefined when nobody ever came. */
  summarize(reason: MeetingSummary['reason']): MeetingSummary | undefined {
    if (this.#startedAtMs === undefined) return undefined;
    const seconds = Math.round((performance.now() - this.#startedAtMs) / 1000);
    return { seconds, mostPresent: this.#mostPresent, reason };
  }
}
