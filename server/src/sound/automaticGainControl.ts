// Brings a voice slowly to the loudness that all are to have, and leaves the noise between its words alone.
import { rmsOf } from './soundLevel.ts';

/** 22 dB under the loudest: what telephones are made for. */
const TARGET_RMS = 2_600;
/** Quieter than this (-46 dBov) is taken for noise, and so much under the voice for a pause. */
const FLOOR_RMS = 165;
const PAUSE_SHARE = 0.15;
/** Twelve dB either way. */
const MOST_GAIN = 4;
const LEAST_GAIN = 0.25;
/** A 20 ms step of the gain: 3 dB a second up, 12 dB a second down. */
const UP = 10 ** (3 / 20 / 50);
const DOWN = 10 ** (-12 / 20 / 50);
/** Shares of the way to the loudness of 20 ms. */
const RISE = 0.2;
const FALL = 0.01;

export class AutomaticGainControl {
  #loudness = 0;
  #gain = 1;

  get gain(): number {
    return this.#gain;
  }

  /** Changes `frame`. */
  level(frame: Int16Array): Int16Array {
    const before = this.#gain;
    const rms = rmsOf(frame);
    if (rms > FLOOR_RMS && rms > this.#loudness * PAUSE_SHARE) {
      this.#loudness += (rms - this.#loudness) * (rms > this.#loudness ? RISE : FALL);
      const wanted = TARGET_RMS / Math.max(this.#loudness, FLOOR_RMS);
      const next = Math.min(before * UP, Math.max(before * DOWN, wanted));
      this.#gain = Math.min(MOST_GAIN, Math.max(LEAST_GAIN, next));
    }
    const step = (this.#gain - before) / frame.length;
    for (let at = 0; at < frame.length; at += 1) {
      const raised = (frame[at] ?? 0) * (before + step * at);
      frame[at] = Math.max(-32_768, Math.min(32_767, raised));
    }
    return frame;
  }
}
