// Opus decoders made ahead: making one takes a millisecond and more, and a voice that comes is to be heard at once.
import { OpusSound } from './opusSound.ts';

const AHEAD = 2;

export class OpusPool {
  #ready: Promise<OpusSound>[] = [];
  #isClosed = false;

  /** Makes some for those who come. */
  fill(): void {
    while (!this.#isClosed && this.#ready.length < AHEAD) {
      const made = OpusSound.open();
      // Said to whoever takes it.
      made.catch(() => undefined);
      this.#ready.push(made);
    }
  }

  /** To be freed by whoever takes it. */
  async take(): Promise<OpusSound> {
    const taken = this.#ready.shift() ?? OpusSound.open();
    const sound = await taken;
    this.fill();
    return sound;
  }

  close(): void {
    this.#isClosed = true;
    for (const made of this.#ready) made.then((sound) => sound.free()).catch(() => undefined);
    this.#ready = [];
  }
}
