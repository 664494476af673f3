// Estimates how much longer some packets take than others: what a jitter buffer must wait for.
/** Packets: five seconds of 20 ms. */
const WINDOW = 250;
/** This share may arrive too late: waiting for them would delay all others. */
const LATE_SHARE = 0.02;
/** A packet that took this much longer says nothing about the next ones ... */
const OUTLIER_MS = 250;
/** ... unless this many in a row do. */
const MAX_OUTLIERS = 10;
/** Packets. */
const SORT_INTERVAL = 10;

export class JitterEstimator {
  #window = new Float64Array(WINDOW);
  #count = 0;
  #outliers = 0;
  #sorted = new Float64Array();
  #isSortedAt = 0;

  /** @param ms arrival time minus media time. Only differences between packets mean anything. */
  add(ms: number): void {
    if (this.#count > 0 && ms - this.latest > OUTLIER_MS) {
      this.#outliers += 1;
      if (this.#outliers < MAX_OUTLIERS) return;
      this.clear();
    }
    this.#outliers = 0;
    const isLate = this.#count === 0 || ms > this.latest;
    this.#window[this.#count % WINDOW] = ms;
    this.#count += 1;
    // Sorting at each packet would cost more than all the rest.
    if (isLate || this.#count - this.#isSortedAt >= SORT_INTERVAL) {
      this.#sorted = this.#window.slice(0, Math.min(this.#count, WINDOW)).sort();
      this.#isSortedAt = this.#count;
    }
  }

  /** The transit time of the latest packet that is worth waiting for. */
  get latest(): number {
    const sorted = this.#sorted;
    return sorted[sorted.length - 1 - Math.floor(sorted.length * LATE_SHARE)] ?? 0;
  }

  /** From the median to `latest`. */
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
