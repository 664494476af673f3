// Sound in place of lost sound: the last pitch period over and over, ever quieter (after ITU-T G.711 Appendix I).
import { SAMPLES_PER_MS } from './g711.ts';

/** Voices have 66 to 200 periods a second (Appendix I §2.2). */
const SHORTEST_PERIOD = 40;
const LONGEST_PERIOD = 120;
/** So much is compared with itself one period earlier. */
const COMPARED = 160;
const HISTORY = LONGEST_PERIOD + COMPARED + 40;
/** As loud as it was for 10 ms, then quieter until nothing is left after 60. */
const FULL_SAMPLES = 10 * SAMPLES_PER_MS;
const FADED_SAMPLES = 60 * SAMPLES_PER_MS;
/** Over which one sound goes over into another. */
const SEAM = 4 * SAMPLES_PER_MS;

export class PacketLossConcealment {
  #history = new Int16Array(HISTORY);
  #period: Int16Array | undefined;
  #given = 0;

  /** What is heard next, before it is played; its beginning is joined to what was made up. Changes `samples`. */
  follow(samples: Int16Array): void {
    if (this.#period !== undefined) {
      const length = Math.min(SEAM, samples.length);
      const made = this.conceal(length);
      for (let at = 0; at < length; at += 1) {
        const share = (at + 1) / (length + 1);
        samples[at] = (samples[at] ?? 0) * share + (made[at] ?? 0) * (1 - share);
      }
      this.#period = undefined;
    }
    this.#given = 0;
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
      if (this.#given >= FADED_SAMPLES) break;
      const past = Math.max(0, this.#given - FULL_SAMPLES);
      const loudness = 1 - past / (FADED_SAMPLES - FULL_SAMPLES);
      made[at] = (period[this.#given % period.length] ?? 0) * loudness;
      this.#given += 1;
    }
    return made;
  }
}

/** With its end bent so that it goes over into its own beginning. */
function lastPeriod(history: Int16Array): Int16Array {
  const length = periodOf(history);
  const period = history.slice(history.length - length);
  const seam = Math.min(SEAM, Math.floor(length / 4));
  for (let at = 0; at < seam; at += 1) {
    const share = (at + 1) / (seam + 1);
    const end = length - seam + at;
    const before = history[history.length - length - seam + at] ?? 0;
    period[end] = (period[end] ?? 0) * (1 - share) + before * share;
  }
  return period;
}

/** The distance at which the sound is most like itself; every second sample is enough to tell. */
function periodOf(history: Int16Array): number {
  let best = LONGEST_PERIOD;
  let bestLikeness = 0;
  const from = history.length - COMPARED;
  for (let period = SHORTEST_PERIOD; period <= LONGEST_PERIOD; period += 1) {
    let product = 0;
    let energy = 1;
    for (let at = from; at < history.length; at += 2) {
      const earlier = history[at - period] ?? 0;
      product += (history[at] ?? 0) * earlier;
      energy += earlier * earlier;
    }
    const likeness = product <= 0 ? 0 : (product * product) / energy;
    if (likeness > bestLikeness) [best, bestLikeness] = [period, likeness];
  }
  return best;
}
