// Decodes G.722 at 64 kbit/s to 16 kHz (ITU-T G.722 §4, mode 1).
import { fineDifferences, filterTaps, highBand, lowBand } from './g722Tables.ts';
import { saturated, SubBand } from './subBand.ts';

const TAPS = filterTaps.length;

/** For one stream, in order. It recovers from lost codewords by itself. */
export class G722Decoder {
  readonly #low = new SubBand(lowBand);
  readonly #high = new SubBand(highBand);
  /** The last sums and differences of the two bands, each twice, so that the last ones always lie side by side. */
  readonly #sums = new Int32Array(2 * TAPS);
  readonly #differences = new Int32Array(2 * TAPS);
  #at = 0;

  /** @returns two samples for each byte. */
  decode(encoded: Uint8Array): Int16Array {
    const samples = new Int16Array(2 * encoded.length);
    for (let at = 0; at < encoded.length; at += 1) this.#decodeByte(encoded[at] ?? 0, samples, at);
    return samples;
  }

  #decodeByte(codeword: number, samples: Int16Array, pair: number): void {
    const lowCodeword = codeword & 0x3f;
    const highCodeword = codeword >> 6;
    const low = reconstructed(this.#low, fineDifferences[lowCodeword] ?? 0);
    const high = reconstructed(this.#high, highBand.differences[highCodeword] ?? 0);
    this.#low.adapt(lowCodeword >> 2);
    this.#high.adapt(highCodeword);
    this.#join(low, high);
    let [odd, even] = [0, 0];
    const from = this.#at;
    for (let tap = 0; tap < TAPS; tap += 1) {
      even += (this.#sums[from + tap] ?? 0) * (filterTaps[tap] ?? 0);
      odd += (this.#differences[from + tap] ?? 0) * (filterTaps[TAPS - 1 - tap] ?? 0);
    }
    samples[2 * pair] = saturated(odd >> 11);
    samples[2 * pair + 1] = saturated(even >> 11);
  }

  #join(low: number, high: number): void {
    const next = this.#at;
    this.#sums[next] = low + high;
    this.#sums[next + TAPS] = low + high;
    this.#differences[next] = low - high;
    this.#differences[next + TAPS] = low - high;
    this.#at = (next + 1) % TAPS;
  }
}

/** LIMIT: to 15 bits. */
function reconstructed(band: SubBand, difference: number): number {
  const sample = band.predicted + ((band.scale * difference) >> 15);
  return sample > 16_383 ? 16_383 : sample < -16_384 ? -16_384 : sample;
}
