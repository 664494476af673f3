// Whether somebody speaks just now: sound that is louder than what is always there.
import { rmsOf } from '../sound/audioLevel.ts';

/** -46 dBov. Quieter than anybody who is to be understood; speech recognition invents sentences in near-silence. */
const MIN_RMS = 165;
/** How much louder than the noise speech is: 9 dB. */
const ABOVE_NOISE = 2.8;
/** The noise seems this loud at first. */
const FIRST_NOISE = 30;
/** Per 20 ms: a pause between two words is enough to find the noise, and speech does not become it: 6 dB a second. */
const FALL = 0.2;
const RISE = 10 ** (6 / 20 / 50);

export class SpeechDetector {
  #noise = FIRST_NOISE;

  /** @param frame 20 ms; undefined while nothing arrives. */
  isSpeech(frame: Int16Array | undefined): boolean {
    if (frame === undefined) return false;
    const rms = rmsOf(frame);
    if (rms < this.#noise) this.#noise += (rms - this.#noise) * FALL;
    else this.#noise *= RISE;
    this.#noise = Math.max(1, this.#noise);
    return rms > MIN_RMS && rms > this.#noise * ABOVE_NOISE;
  }
}
