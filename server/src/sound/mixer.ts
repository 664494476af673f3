// Sums frames, subtracts the listener's own, and soft-clips the result so that it does not crackle.
import { type SampleRate, samplesInFrame } from './sampleRate.ts';

const MAX_SAMPLE = 32_767;
/** Three quarters: nothing is changed below. */
const KNEE = 24_575;
const HEADROOM = MAX_SAMPLE - KNEE;

/** One 20 ms frame of everybody. */
export class Mixer {
  readonly #sum: Int32Array;

  constructor(rate: SampleRate) {
    this.#sum = new Int32Array(samplesInFrame(rate));
  }

  /** Of all that was added: it may exceed 16 bits. */
  get sum(): Int32Array {
    return this.#sum;
  }

  begin(): void {
    this.#sum.fill(0);
  }

  add(frame: Int16Array): void {
    for (let at = 0; at < this.#sum.length; at += 1) {
      this.#sum[at] = (this.#sum[at] ?? 0) + (frame[at] ?? 0);
    }
  }

  /** @param own the listener's own frame, if it was added. */
  without(own: Int16Array | undefined): Int16Array {
    const heard = new Int16Array(this.#sum.length);
    for (let at = 0; at < this.#sum.length; at += 1) {
      heard[at] = softClip((this.#sum[at] ?? 0) - (own?.[at] ?? 0));
    }
    return heard;
  }
}

/** Approaches full scale without exceeding it, and without a corner at the knee. */
export function softClip(sample: number): number {
  if (sample <= KNEE && sample >= -KNEE) return sample;
  const over = Math.abs(sample) - KNEE;
  const bent = KNEE + HEADROOM * (1 - Math.exp(-over / HEADROOM));
  return sample < 0 ? -bent : bent;
}
