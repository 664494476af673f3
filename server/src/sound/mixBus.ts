// Sums what is said at 8 kHz and at 16 kHz, so that each listener hears all of it at its own rate.
import { Downsampler, Upsampler } from './halfBandFilter.ts';
import { Mixer } from './mixer.ts';
import { NARROWBAND, type SampleRate, samplesInFrame, WIDEBAND } from './sampleRate.ts';

const WIDE_FRAME = samplesInFrame(WIDEBAND);

/**
 * One sum for each rate; what was added at one rate is converted to the other once, as a sum. While nobody speaks or
 * listens at 16 kHz, nothing is converted.
 */
export class MixBus {
  readonly #mixers: Readonly<Record<SampleRate, Mixer>> = {
    [NARROWBAND]: new Mixer(NARROWBAND),
    [WIDEBAND]: new Mixer(WIDEBAND),
  };
  #isListenedWide = false;
  #isSpokenWide = false;
  #filters: { up: Upsampler; down: Downsampler } | undefined;

  /** Begins the next 20 ms. @param isListenedWide whether anybody listens at 16 kHz. */
  begin(isListenedWide: boolean): void {
    this.#isListenedWide = isListenedWide;
    this.#isSpokenWide = false;
    this.#mixers[NARROWBAND].begin();
    if (isListenedWide || this.#filters !== undefined) this.#mixers[WIDEBAND].begin();
  }

  /** @param frame 20 ms at either rate. */
  add(frame: Int16Array): void {
    if (frame.length === WIDE_FRAME) {
      if (!this.#isSpokenWide && !this.#isListenedWide) this.#mixers[WIDEBAND].begin();
      this.#isSpokenWide = true;
      this.#mixers[WIDEBAND].add(frame);
    } else {
      this.#mixers[NARROWBAND].add(frame);
    }
  }

  /** All frames have been added. */
  complete(): void {
    if (!this.#isListenedWide && !this.#isSpokenWide) {
      this.#filters = undefined;
      return;
    }
    const { up, down } = (this.#filters ??= { up: new Upsampler(), down: new Downsampler() });
    const narrow = down.convert(this.#mixers[WIDEBAND].sum);
    const wide = up.convert(this.#mixers[NARROWBAND].sum);
    this.#mixers[NARROWBAND].add(narrow);
    this.#mixers[WIDEBAND].add(wide);
  }

  /** @param own the listener's own frame, if it was added. @returns 20 ms at that rate. */
  without(own: Int16Array | undefined, rate: SampleRate): Int16Array {
    return this.#mixers[rate].without(own);
  }
}
