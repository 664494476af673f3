// How long packets take compared with one another: what a jitter buffer must wait for.
/** Five seconds of 20 ms. */
const WINDOW = 250;
/** So many may come too late: waiting for them would hold up all the others. */
const LATE_SHARE = 0.02;
/** One that took so much longer than the others says nothing about the next ones ... */
const OUTLIER_MS = 250;
/** ... unless they all do. */
const MOST_OUTLIERS = 10;
const LOOK_EVERY = 10;

export class JitterEstimator {
  #window = new Float64Array(WINDOW);
  #count = 0;
  #outliers = 0;
  #sorted = new Float64Array();
  #isSortedAt = 0;

  /** @param ms the time of arrival less the time that the packet itself tells, of which only differences mean something. */
  add(ms: number): void {
    if (this.#count > 0 && ms - this.latest > OUTLIER_MS) {
      this.#outliers += 1;
      if (this.#outliers < MOST_OUTLIERS) return;
      this.clear();
    }
    this.#outliers = 0;
    const isLate = this.#count === 0 || ms > this.latest;
    this.#window[this.#count % WINDOW] = ms;
    this.#count += 1;
    // To look at each packet anew would cost more than all the rest.
    if (isLate || this.#count - this.#isSortedAt >= LOOK_EVERY) {
      this.#sorted = this.#window.slice(0, Math.min(this.#count, WINDOW)).sort();
      this.#isSortedAt = this.#count;
    }
  }

  /** Of the latest that is worth waiting for. */
  get latest(): number {
    const sorted = this.#sorted;
    return sorted[sorted.length - 1 - Math.floor(sorted.length * LATE_SHARE)] ?? 0;
  }

  /** Between the middle one and the latest that is worth waiting for. */
  get spreadMs(): number {
    return this.latest - (this.#sorted[this.#sorted.length >> 1] ?? 0);
  }

  clear(): void {
    this.#count = 0;
    this.#outliers = 0;
    this.#sorted = new Float64Array();
    this.#isSortedAt = 0;
  }
}
