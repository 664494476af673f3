// Statistics of one meeting, for the log: its length and its peak number of people.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';

export interface MeetingSummary {
  /** From the first join to the end. */
  seconds: number;
  mostPresent: number;
  reason: MeetingEndReason | 'everybodyLeft';
}

export class MeetingStats {
  #startedAtMs: number | undefined;
  #mostPresent = 0;

  /** `startedAt` in milliseconds since 1970. */
  get state(): { startedAt: number | null; mostPresent: number } {
    const startedAtMs = this.#startedAtMs;
    const startedAt =
      startedAtMs === undefined ? null : Math.round(performance.timeOrigin + startedAtMs);
    return { startedAt, mostPresent: this.#mostPresent };
  }

  /** Of a meeting that was at another server. */
  restore({ startedAt, mostPresent }: MeetingStats['state']): void {
    if (startedAt !== null) this.#startedAtMs = startedAt - performance.timeOrigin;
    this.#mostPresent = mostPresent;
  }

  /**
   * @param presentCount after somebody has joined.
   * @returns whether it is the first join.
   */
  entered(presentCount: number): boolean {
    const isFirst = this.#startedAtMs === undefined;
    this.#startedAtMs ??= performance.now();
    this.#mostPresent = Math.max(this.#mostPresent, presentCount);
    return isFirst;
  }

  /** Undefined when nobody ever joined. */
  summarize(reason: MeetingSummary['reason']): MeetingSummary | undefined {
    if (this.#startedAtMs === undefined) return undefined;
    const seconds = Math.round((performance.now() - this.#startedAtMs) / 1000);
    return { seconds, mostPresent: this.#mostPresent, reason };
  }
}
