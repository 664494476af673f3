// Encodes 16 kHz to G.722 at 64 kbit/s (ITU-T G.722 §3).
import {
  decisionLevels,
  filterTaps,
  HIGH_DECISION_LEVEL,
  highBand,
  lowBand,
} from './g722Tables.ts';
import { saturated, SubBand } from './subBand.ts';

const TAPS = filterTaps.length;
/** The largest magnitude of the low band's codewords. */
const MAX_MAGNITUDE = decisionLevels.length;

/** For one stream, in order. */
export class G722Encoder {
  readonly #low = new SubBand(lowBand);
  readonly #high = new SubBand(highBand);
  /** The last samples with odd and even numbers, each twice, so that the last ones always lie side by side. */
  readonly #odd = new Int32Array(2 * TAPS);
  readonly #even = new Int32Array(2 * TAPS);
  #at = 0;

  /** @param samples an even number. @returns a byte for two of them. */
  encode(samples: Int16Array): Uint8Array {
    const encoded = new Uint8Array(samples.length >> 1);
    for (let at = 0; at < encoded.length; at += 1) {
      encoded[at] = this.#encodePair(samples[2 * at] ?? 0, samples[2 * at + 1] ?? 0);
    }
    return encoded;
  }

  #encodePair(first: number, second: number): number {
    const next = this.#at;
    this.#odd[next] = first;
    this.#odd[next + TAPS] = first;
    this.#even[next] = second;
    this.#even[next + TAPS] = second;
    this.#at = (next + 1) % TAPS;
    let [odd, even] = [0, 0];
    for (let tap = 0; tap < TAPS; tap += 1) {
      odd += (this.#odd[this.#at + tap] ?? 0) * (filterTaps[tap] ?? 0);
      even += (this.#even[this.#at + tap] ?? 0) * (filterTaps[TAPS - 1 - tap] ?? 0);
    }
    const low = lowCodeword((odd + even) >> 14, this.#low);
    const high = highCodeword((even - odd) >> 14, this.#high);
    this.#low.adapt(low >> 2);
    this.#high.adapt(high);
    return (high << 6) | low;
  }
}

/** QUANTL: 4 to 31 for the negative from the largest, 32 to 61 for the positive from the largest; 62, 63 the smallest negative. */
function lowCodeword(sample: number, { predicted, scale }: SubBand): number {
  const difference = saturated(sample - predicted);
  const size = difference < 0 ? ~difference : difference;
  // The first level that is above it, by halving.
  let [from, to] = [1, MAX_MAGNITUDE];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (size < ((decisionLevels[middle] ?? 0) * scale) >> 12) to = middle;
    else from = middle + 1;
  }
  if (difference >= 0) return 62 - from;
  return from <= 2 ? 64 - from : 34 - from;
}

/** QUANTH. */
function highCodeword(sample: number, { predicted, scale }: SubBand): number {
  const difference = saturated(sample - predicted);
  const size = difference < 0 ? ~difference : difference;
  const isLarge = size >= (HIGH_DECISION_LEVEL * scale) >> 12;
  return (difference < 0 ? 0 : 2) + (isLarge ? 0 : 1);
}
