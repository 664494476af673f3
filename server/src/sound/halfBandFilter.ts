// Converts sound between 8 and 16 kHz, without what lies above 4 kHz folding down into it or mirroring up from it.

/** Taps on each side of the centre that are not zero: those at an odd distance, as in every half-band filter. */
const SIDE_TAPS = 14;
const LENGTH = 4 * SIDE_TAPS - 1;
/** Of the Kaiser window: 60 dB of attenuation, from 4.5 kHz on. */
const BETA = 5.65;

/** Tap at distance 1, 3, 5 … from the centre; the centre's is a half. */
const taps = Float64Array.from({ length: SIDE_TAPS }, (_, at) => {
  const distance = 2 * at + 1;
  const share = distance / (2 * SIDE_TAPS);
  const sinc = Math.sin((Math.PI * distance) / 2) / (Math.PI * distance);
  return (sinc * bessel(BETA * Math.sqrt(1 - share * share))) / bessel(BETA);
});

/** Samples at either rate; 16 bits, or sums of them. */
type Samples = Int16Array | Int32Array;

/** For one stream, in order; delays it by 1.7 ms. */
export class Upsampler {
  /** At 8 kHz. */
  #past = new Float64Array(2 * SIDE_TAPS - 1);

  /** @returns two samples for each. */
  convert(samples: Samples): Int16Array {
    const all = after(this.#past, samples);
    const converted = new Int16Array(2 * samples.length);
    for (let at = 0; at < samples.length; at += 1) {
      let between = 0;
      for (let tap = 0; tap < SIDE_TAPS; tap += 1) {
        const earlier = all[at + SIDE_TAPS - 1 - tap] ?? 0;
        between += (taps[tap] ?? 0) * (earlier + (all[at + SIDE_TAPS + tap] ?? 0));
      }
      converted[2 * at] = asInt16(all[at + SIDE_TAPS - 1] ?? 0);
      converted[2 * at + 1] = asInt16(2 * between);
    }
    this.#past = all.slice(-this.#past.length);
    return converted;
  }
}

/** For one stream, in order; delays it by 1.7 ms. */
export class Downsampler {
  /** At 16 kHz. */
  #past = new Float64Array(LENGTH - 1);

  /** @returns one sample for each two. */
  convert(samples: Samples): Int16Array {
    const all = after(this.#past, samples);
    const converted = new Int16Array(samples.length >> 1);
    for (let at = 0; at < converted.length; at += 1) {
      const centre = 2 * at + 2 * SIDE_TAPS - 1;
      let sum = (all[centre] ?? 0) / 2;
      for (let tap = 0; tap < SIDE_TAPS; tap += 1) {
        const distance = 2 * tap + 1;
        sum += (taps[tap] ?? 0) * ((all[centre - distance] ?? 0) + (all[centre + distance] ?? 0));
      }
      converted[at] = asInt16(sum);
    }
    this.#past = all.slice(-this.#past.length);
    return converted;
  }
}

function after(past: Float64Array, samples: Samples): Float64Array {
  const all = new Float64Array(past.length + samples.length);
  all.set(past);
  all.set(samples, past.length);
  return all;
}

function asInt16(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
}

/** The modified Bessel function of order zero, by its series. */
function bessel(value: number): number {
  let [sum, term] = [1, 1];
  for (let at = 1; at < 30; at += 1) {
    term *= (value / (2 * at)) ** 2;
    sum += term;
  }
  return sum;
}
