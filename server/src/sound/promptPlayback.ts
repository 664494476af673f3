// Plays prompts to one caller, one after the other.
import { decodeG711 } from './g711.ts';
import { readPrompt } from './promptCache.ts';
import { NARROWBAND, samplesInFrame } from './sampleRate.ts';

/** Prompts are A-law at 8 kHz. */
const FRAME_SAMPLES = samplesInFrame(NARROWBAND);

export class PromptPlayback {
  readonly #onEnd: () => void;
  readonly #isRepeated: boolean;
  /** A-law; undefined until the files have been read. */
  #encoded: Uint8Array | undefined;
  #at = 0;
  #isOver = false;

  /** @param onEnd called once, at the end. */
  constructor(files: readonly string[], isRepeated: boolean, onEnd: () => void) {
    this.#isRepeated = isRepeated;
    this.#onEnd = onEnd;
    void this.#read(files);
  }

  /** @returns the next 20 ms at 8 kHz, padded with silence; undefined before and after. */
  next(): Int16Array | undefined {
    const encoded = this.#encoded;
    if (encoded === undefined || this.#isOver) return undefined;
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    while (filled < FRAME_SAMPLES && this.#at < encoded.length) {
      const end = this.#at + FRAME_SAMPLES - filled;
      const some = decodeG711('PCMA', encoded.subarray(this.#at, end));
      frame.set(some, filled);
      filled += some.length;
      this.#at += some.length;
      if (this.#at >= encoded.length && this.#isRepeated) this.#at = 0;
    }
    if (this.#at >= encoded.length) {
      this.#isOver = true;
      this.#onEnd();
    }
    return filled === 0 ? undefined : frame;
  }

  async #read(files: readonly string[]): Promise<void> {
    const read = await Promise.all(files.map((file) => readPrompt(file)));
    this.#encoded = Buffer.concat(read.filter((one) => one !== undefined));
  }
}
