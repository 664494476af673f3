// Plays prompts to one telephone, one after the other.
import { decodeG711, FRAME_SAMPLES } from './g711.ts';
import { readPrompt } from './promptCache.ts';

export class PromptPlayback {
  readonly #ended: () => void;
  readonly #isRepeated: boolean;
  /** Undefined until they have been read. */
  #sound: Uint8Array | undefined;
  #at = 0;
  #isOver = false;

  /** @param ended told once, at the end. */
  constructor(files: readonly string[], isRepeated: boolean, ended: () => void) {
    this.#isRepeated = isRepeated;
    this.#ended = ended;
    void this.#read(files);
  }

  /** @returns the next 20 ms, filled up with silence; undefined before and after. */
  next(): Int16Array | undefined {
    const sound = this.#sound;
    if (sound === undefined || this.#isOver) return undefined;
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    while (filled < FRAME_SAMPLES && this.#at < sound.length) {
      const end = this.#at + FRAME_SAMPLES - filled;
      const some = decodeG711('PCMA', sound.subarray(this.#at, end));
      frame.set(some, filled);
      filled += some.length;
      this.#at += some.length;
      if (this.#at >= sound.length && this.#isRepeated) this.#at = 0;
    }
    if (this.#at >= sound.length) {
      this.#isOver = true;
      this.#ended();
    }
    return filled === 0 ? undefined : frame;
  }

  async #read(files: readonly string[]): Promise<void> {
    const read = await Promise.all(files.map((file) => readPrompt(file)));
    this.#sound = Buffer.concat(read.filter((one) => one !== undefined));
  }
}
