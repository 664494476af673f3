// One of the two sub-bands of G.722: predicts its next sample, and adapts to each codeword (ITU-T G.722 §3.5, §3.6).
import { powersOfTwo, type SubBandTables } from './g722Tables.ts';

const MAX_SECOND_COEFFICIENT = 12_288;
/** 1 - 2^-4, in units of 2^-14. */
const MAX_COEFFICIENT_SUM = 15_360;
const ZEROS = 6;

/** The same in the encoder and the decoder: both hear only the codewords. */
export class SubBand {
  /** Predicted from what went before (s). */
  predicted = 0;
  /** The quantiser's scale factor (∆). */
  scale: number;
  readonly #tables: SubBandTables;
  #logScale = 0;
  /** Of the poles' filter (a1, a2), with the last two outputs (r), and their parts without poles (p). */
  #pole1 = 0;
  #pole2 = 0;
  #output1 = 0;
  #output2 = 0;
  #partial1 = 0;
  #partial2 = 0;
  /** Of the zeros' filter (b), with the last differences (d), the newest first. */
  readonly #zeros = new Int32Array(ZEROS);
  readonly #differences = new Int32Array(ZEROS);
  #fromZeros = 0;

  constructor(tables: SubBandTables) {
    this.#tables = tables;
    this.scale = tables.firstScale;
  }

  /** @param codeword of four bits in the low band, two in the high one. */
  adapt(codeword: number): void {
    const { differences, scaleSteps } = this.#tables;
    const difference = (this.scale * (differences[codeword] ?? 0)) >> 15;
    this.#adaptScale(scaleSteps[codeword] ?? 0);
    const partial = saturated(this.#fromZeros + difference);
    const output = saturated(this.predicted + difference);
    this.#adaptPoles(partial);
    this.#adaptZeros(difference);
    this.#predict(output);
  }

  /** SCALEL, SCALEH. */
  #adaptScale(step: number): void {
    const { maxLogScale, scaleExponent } = this.#tables;
    const moved = ((this.#logScale * 127) >> 7) + step;
    this.#logScale = moved < 0 ? 0 : moved > maxLogScale ? maxLogScale : moved;
    const mantissa = powersOfTwo[(this.#logScale >> 6) & 31] ?? 0;
    const shift = scaleExponent - (this.#logScale >> 11);
    this.scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
  }

  /** UPPOL2, UPPOL1: by the signs of the last three partial outputs. */
  #adaptPoles(partial: number): void {
    const isSameAsLast = partial < 0 === this.#partial1 < 0;
    const isSameAsSecond = partial < 0 === this.#partial2 < 0;
    const gain = saturated(this.#pole1 << 2);
    const turned = isSameAsLast ? Math.min(32_767, -gain) : gain;
    const moved = (turned >> 7) + (isSameAsSecond ? 128 : -128) + ((this.#pole2 * 32_512) >> 15);
    const pole2 = limited(moved, MAX_SECOND_COEFFICIENT);
    const leaked = saturated((isSameAsLast ? 192 : -192) + ((this.#pole1 * 32_640) >> 15));
    this.#pole1 = limited(leaked, saturated(MAX_COEFFICIENT_SUM - pole2));
    this.#pole2 = pole2;
    this.#partial2 = this.#partial1;
    this.#partial1 = partial;
  }

  /** UPZERO, and the delay line. */
  #adaptZeros(difference: number): void {
    const zeros = this.#zeros;
    const differences = this.#differences;
    const step = difference === 0 ? 0 : 128;
    for (let at = ZEROS - 1; at >= 0; at -= 1) {
      const isSame = (differences[at] ?? 0) < 0 === difference < 0;
      zeros[at] = saturated((isSame ? step : -step) + (((zeros[at] ?? 0) * 32_640) >> 15));
      differences[at] = at === 0 ? difference : (differences[at - 1] ?? 0);
    }
  }

  /** FILTEP, FILTEZ, PREDIC. */
  #predict(output: number): void {
    this.#output2 = this.#output1;
    this.#output1 = output;
    const fromPoles = saturated(
      ((this.#pole1 * saturated(this.#output1 * 2)) >> 15) +
        ((this.#pole2 * saturated(this.#output2 * 2)) >> 15),
    );
    let sum = 0;
    for (let at = ZEROS - 1; at >= 0; at -= 1) {
      sum += ((this.#zeros[at] ?? 0) * saturated((this.#differences[at] ?? 0) * 2)) >> 15;
    }
    this.#fromZeros = saturated(sum);
    this.predicted = saturated(fromPoles + this.#fromZeros);
  }
}

/** To 16 bits. */
export function saturated(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}

function limited(value: number, limit: number): number {
  return value > limit ? limit : value < -limit ? -limit : value;
}
