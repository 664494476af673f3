// Brings a voice slowly to a common loudness, without raising the noise between its words.
import { rmsOf } from './audioLevel.ts';

/** -22 dBov: the level that telephones are made for. */
const TARGET_RMS = 2_600;
/** Below this (-46 dBov) it counts as noise, and below this share of the voice as a pause. */
const FLOOR_RMS = 165;
const PAUSE_SHARE = 0.15;
/** 12 dB either way. */
const MAX_GAIN = 4;
const MIN_GAIN = 0.25;
/** Gain step per 20 ms frame: 3 dB a second up, 12 dB a second down. */
const UP = 10 ** (3 / 20 / 50);
const DOWN = 10 ** (-12 / 20 / 50);
/** Smoothing of the loudness, per frame. */
const RISE = 0.2;
const FALL = 0.01;

export class AutomaticGainControl {
  #loudness = 0;
  #gain = 1;

  get gain(): number {
    return this.#gain;
  }

  /** Changes `frame` in place. */
  level(frame: Int16Array): Int16Array {
    const before = this.#gain;
    const rms = rmsOf(frame);
    if (rms > FLOOR_RMS && rms > this.#loudness * PAUSE_SHARE) {
      this.#loudness += (rms - this.#loudness) * (rms > this.#loudness ? RISE : FALL);
      const wanted = TARGET_RMS / Math.max(this.#loudness, FLOOR_RMS);
      const next = Math.min(before * UP, Math.max(before * DOWN, wanted));
      this.#gain = Math.min(MAX_GAIN, Math.max(MIN_GAIN, next));
    }
    const step = (this.#gain - before) / frame.length;
    for (let at = 0; at < frame.length; at += 1) {
      const raised = (frame[at] ?? 0) * (before + step * at);
      frame[at] = Math.max(-32_768, Math.min(32_767, raised));
    }
    return frame;
  }
}
