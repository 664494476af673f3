// Who of a cluster is dead: those whose beat stands still while one looks. No clocks are compared.

/** So long must a beat have stood still, over unbroken polls. */
export const DEAD_AFTER_MS = 5_000;
/** By then it is worth asking the node itself. */
const LATE_AFTER_MS = 3_000;
/** Longer between two polls, and the observer was away itself (a frozen machine, a database that did not answer). */
const MAX_POLL_GAP_MS = 2_500;

interface Observed {
  beat: number;
  /** When it was first seen to be this. */
  sinceMs: number;
  /** It was another before: the node lived then. */
  hasBeaten: boolean;
}

export class BeatObserver {
  readonly #observed = new Map<string, Observed>();
  #polledAtMs = Number.NEGATIVE_INFINITY;

  /**
   * The beats by node, as just read.
   * @param nowMs of a clock that only goes forward.
   */
  polled(beats: ReadonlyMap<string, number>, nowMs: number): void {
    // What one has not looked at has not stood still.
    if (nowMs - this.#polledAtMs > MAX_POLL_GAP_MS) this.#observed.clear();
    this.#polledAtMs = nowMs;
    for (const id of this.#observed.keys()) if (!beats.has(id)) this.#observed.delete(id);
    for (const [id, beat] of beats) {
      const former = this.#observed.get(id);
      if (former?.beat !== beat)
        this.#observed.set(id, { beat, sinceMs: nowMs, hasBeaten: former !== undefined });
    }
  }

  /** A poll went wrong: all observation begins anew. */
  failed(): void {
    this.#observed.clear();
    this.#polledAtMs = Number.NEGATIVE_INFINITY;
  }

  /** When it was last seen to beat, by that clock; undefined for a node that may have been dead all the while. */
  lastBeatMs(id: string): number | undefined {
    const observed = this.#observed.get(id);
    return observed?.hasBeaten === true ? observed.sinceMs : undefined;
  }

  /** Whether it may be dead soon. */
  isLate(id: string): boolean {
    return this.#hasStoodStill(id, LATE_AFTER_MS);
  }

  /** Whether its beat had stood still for long enough at the last poll. A node that is not observed is not dead. */
  isDead(id: string): boolean {
    return this.#hasStoodStill(id, DEAD_AFTER_MS);
  }

  #hasStoodStill(id: string, forMs: number): boolean {
    const observed = this.#observed.get(id);
    return observed !== undefined && this.#polledAtMs - observed.sinceMs >= forMs;
  }
}
