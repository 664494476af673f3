// Fills in for lost audio: repeats the last pitch period, fading out (after ITU-T G.711 Appendix I).
import { SAMPLES_PER_MS } from './g711.ts';

/** In samples: a pitch of 66 to 200 Hz (Appendix I §2.2). */
const MIN_PERIOD = 40;
const MAX_PERIOD = 120;
/** Samples that are compared with those one period earlier. */
const COMPARED = 160;
const HISTORY = MAX_PERIOD + COMPARED + 40;
/** At full level for 10 ms, then fading to silence at 60 ms. */
const FULL_SAMPLES = 10 * SAMPLES_PER_MS;
const FADED_SAMPLES = 60 * SAMPLES_PER_MS;
/** Length of a crossfade. */
const OVERLAP = 4 * SAMPLES_PER_MS;

export class PacketLossConcealment {
  #history = new Int16Array(HISTORY);
  #period: Int16Array | undefined;
  #concealedCount = 0;

  /** Received samples, before they are played. Crossfades from the concealment into them, in place. */
  add(samples: Int16Array): void {
    if (this.#period !== undefined) {
      const length = Math.min(OVERLAP, samples.length);
      const made = this.conceal(length);
      for (let at = 0; at < length; at += 1) {
        const share = (at + 1) / (length + 1);
        samples[at] = (samples[at] ?? 0) * share + (made[at] ?? 0) * (1 - share);
      }
      this.#period = undefined;
    }
    this.#concealedCount = 0;
    if (samples.length >= HISTORY) {
      this.#history.set(samples.subarray(samples.length - HISTORY));
    } else {
      this.#history.copyWithin(0, samples.length);
      this.#history.set(samples, HISTORY - samples.length);
    }
  }

  conceal(count: number): Int16Array {
    this.#period ??= lastPeriod(this.#history);
    const period = this.#period;
    const made = new Int16Array(count);
    for (let at = 0; at < count; at += 1) {
      if (this.#concealedCount >= FADED_SAMPLES) break;
      const past = Math.max(0, this.#concealedCount - FULL_SAMPLES);
      const loudness = 1 - past / (FADED_SAMPLES - FULL_SAMPLES);
      made[at] = (period[this.#concealedCount % period.length] ?? 0) * loudness;
      this.#concealedCount += 1;
    }
    return made;
  }
}

/** With its end crossfaded into its own beginning, so that it can be repeated. */
function lastPeriod(history: Int16Array): Int16Array {
  const length = periodOf(history);
  const period = history.slice(history.length - length);
  const overlap = Math.min(OVERLAP, Math.floor(length / 4));
  for (let at = 0; at < overlap; at += 1) {
    const share = (at + 1) / (overlap + 1);
    const end = length - overlap + at;
    const before = history[history.length - length - overlap + at] ?? 0;
    period[end] = (period[end] ?? 0) * (1 - share) + before * share;
  }
  return period;
}

/** The lag of the highest autocorrelation; every second sample is enough. */
function periodOf(history: Int16Array): number {
  let best = MAX_PERIOD;
  let bestCorrelation = 0;
  const from = history.length - COMPARED;
  for (let period = MIN_PERIOD; period <= MAX_PERIOD; period += 1) {
    let product = 0;
    let energy = 1;
    for (let at = from; at < history.length; at += 2) {
      const earlier = history[at - period] ?? 0;
      product += (history[at] ?? 0) * earlier;
      energy += earlier * earlier;
    }
    const correlation = product <= 0 ? 0 : (product * product) / energy;
    if (correlation > bestCorrelation) [best, bestCorrelation] = [period, correlation];
  }
  return best;
}
