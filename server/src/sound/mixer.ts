// Adds up sounds, leaves out one's own, and bends what is too loud so that it does not crackle.
import { FRAME_SAMPLES } from './g711.ts';

const LOUDEST = 32_767;
/** Three quarters: up to here nothing is changed. */
const KNEE = 24_575;
const ROOM = LOUDEST - KNEE;

/** 20 ms of everybody. */
export class Mixer {
  readonly #sum = new Int32Array(FRAME_SAMPLES);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  begin(): void {
    this.#sum.fill(0);
    this.#count = 0;
  }

  add(frame: Int16Array): void {
    this.#count += 1;
    for (let at = 0; at < FRAME_SAMPLES; at += 1) {
      this.#sum[at] = (this.#sum[at] ?? 0) + (frame[at] ?? 0);
    }
  }

  /** @param own what was added of the one who listens. */
  without(own: Int16Array | undefined): Int16Array {
    const heard = new Int16Array(FRAME_SAMPLES);
    for (let at = 0; at < FRAME_SAMPLES; at += 1) {
      heard[at] = soft((this.#sum[at] ?? 0) - (own?.[at] ?? 0));
    }
    return heard;
  }
}

/** Never past the loudest, and without a corner. */
export function soft(sample: number): number {
  if (sample <= KNEE && sample >= -KNEE) return sample;
  const over = Math.abs(sample) - KNEE;
  const bent = KNEE + ROOM * (1 - Math.exp(-over / ROOM));
  return sample < 0 ? -bent : bent;
}
