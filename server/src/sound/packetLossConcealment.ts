// Fills in for lost audio: repeats the last pitch period, fading out (after ITU-T G.711 Appendix I).
import type { SampleRate } from './sampleRate.ts';

/** A pitch of 66 to 200 Hz (Appendix I §2.2). */
const MIN_PERIOD_MS = 5;
const MAX_PERIOD_MS = 15;
/** How much is compared with what was one period earlier. */
const COMPARED_MS = 20;
const HISTORY_MS = MAX_PERIOD_MS + COMPARED_MS + 5;
/** At full level for 10 ms, then fading to silence at 60 ms. */
const FULL_MS = 10;
const FADED_MS = 60;
/** Length of a crossfade. */
const OVERLAP_MS = 4;

export class PacketLossConcealment {
  readonly #perMs: number;
  #history: Int16Array;
  #period: Int16Array | undefined;
  #concealedCount = 0;

  constructor(rate: SampleRate) {
    this.#perMs = rate / 1_000;
    this.#history = new Int16Array(HISTORY_MS * this.#perMs);
  }

  /** Received samples, before they are played. Crossfades from the concealment into them, in place. */
  add(samples: Int16Array): void {
    if (this.#period !== undefined) {
      const length = Math.min(OVERLAP_MS * this.#perMs, samples.length);
      const made = this.conceal(length);
      for (let at = 0; at < length; at += 1) {
        const share = (at + 1) / (length + 1);
        samples[at] = (samples[at] ?? 0) * share + (made[at] ?? 0) * (1 - share);
      }
      this.#period = undefined;
    }
    this.#concealedCount = 0;
    const kept = this.#history.length;
    if (samples.length >= kept) {
      this.#history.set(samples.subarray(samples.length - kept));
    } else {
      this.#history.copyWithin(0, samples.length);
      this.#history.set(samples, kept - samples.length);
    }
  }

  conceal(count: number): Int16Array {
    this.#period ??= lastPeriod(this.#history, this.#perMs);
    const period = this.#period;
    const made = new Int16Array(count);
    const [full, faded] = [FULL_MS * this.#perMs, FADED_MS * this.#perMs];
    for (let at = 0; at < count; at += 1) {
      if (this.#concealedCount >= faded) break;
      const past = Math.max(0, this.#concealedCount - full);
      const loudness = 1 - past / (faded - full);
      made[at] = (period[this.#concealedCount % period.length] ?? 0) * loudness;
      this.#concealedCount += 1;
    }
    return made;
  }
}

/** With its end crossfaded into its own beginning, so that it can be repeated. */
function lastPeriod(history: Int16Array, perMs: number): Int16Array {
  const length = periodOf(history, perMs);
  const period = history.slice(history.length - length);
  const overlap = Math.min(OVERLAP_MS * perMs, Math.floor(length / 4));
  for (let at = 0; at < overlap; at += 1) {
    const share = (at + 1) / (overlap + 1);
    const end = length - overlap + at;
    const before = history[history.length - length - overlap + at] ?? 0;
    period[end] = (period[end] ?? 0) * (1 - share) + before * share;
  }
  return period;
}

/** The lag of the highest autocorrelation; 4,000 samples a second are enough. */
function periodOf(history: Int16Array, perMs: number): number {
  const longest = MAX_PERIOD_MS * perMs;
  const step = perMs / 4;
  let best = longest;
  let bestCorrelation = 0;
  const from = history.length - COMPARED_MS * perMs;
  for (let period = MIN_PERIOD_MS * perMs; period <= longest; period += 1) {
    let product = 0;
    let energy = 1;
    for (let at = from; at < history.length; at += step) {
      const earlier = history[at - period] ?? 0;
      product += (history[at] ?? 0) * earlier;
      energy += earlier * earlier;
    }
    const correlation = product <= 0 ? 0 : (product * product) / energy;
    if (correlation > bestCorrelation) [best, bestCorrelation] = [period, correlation];
  }
  return best;
}
