// Whether the database answers this server's beats: for how long it has, or for how long it has not.

/** Two beats have failed by then, each after waiting for a second. */
const FAILED_FOR_LONG_MS = 3_000;
/** No beat has come through or failed: after as long as others take to judge this server dead. On a busy machine some come late. */
const SILENT_FOR_LONG_MS = 5_000;
/** Beats come every second, and take some milliseconds. */
const LATE_MS = 1_500;
/** After an outage all servers find the database again within less, though not at the same moment. */
const STEADY_AFTER_MS = 5_000;

export class BeatHealth {
  #failureCount = 0;
  /** `performance.now()`, as all times here. */
  #answeredAtMs: number;
  /** Since when no beat has failed; undefined while the latest has. */
  #steadySinceMs: number | undefined;

  constructor(nowMs = performance.now()) {
    this.#answeredAtMs = nowMs;
    this.#steadySinceMs = nowMs;
  }

  /** @returns whether the one before had failed. */
  answered(nowMs = performance.now()): boolean {
    const isNews = this.#steadySinceMs === undefined;
    this.#answeredAtMs = nowMs;
    this.#steadySinceMs ??= nowMs;
    return isNews;
  }

  /** @returns whether the one before had not. */
  failed(): boolean {
    const isNews = this.#steadySinceMs !== undefined;
    this.#failureCount += 1;
    this.#steadySinceMs = undefined;
    return isNews;
  }

  /** How many beats have not reached the database. */
  get failureCount(): number {
    return this.#failureCount;
  }

  /** Milliseconds since the latest beat that has reached it. */
  get ageMs(): number {
    return performance.now() - this.#answeredAtMs;
  }

  /** Whether the latest beat has failed. */
  get isUnanswered(): boolean {
    return this.#steadySinceMs === undefined;
  }

  /** For so long that a busy database does not explain it. */
  get isCutOff(): boolean {
    return this.ageMs > (this.isUnanswered ? FAILED_FOR_LONG_MS : SILENT_FOR_LONG_MS);
  }

  /** Whether the database answers, and has for a while: then a server that it does not answer is cut off by itself. */
  get isSteady(): boolean {
    if (this.#steadySinceMs === undefined || this.ageMs > LATE_MS) return false;
    return performance.now() - this.#steadySinceMs > STEADY_AFTER_MS;
  }
}
