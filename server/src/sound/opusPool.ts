// Opus decoders made in advance: making one takes more than a millisecond, and a new voice must be heard at once.
import { OpusStreamDecoder } from './opusStreamDecoder.ts';
import type { SampleRate } from './sampleRate.ts';

const AHEAD = 2;

export class OpusPool {
  readonly #rate: SampleRate;
  #ready: Promise<OpusStreamDecoder>[] = [];
  #isClosed = false;

  constructor(rate: SampleRate) {
    this.#rate = rate;
  }

  /** Makes some in advance. */
  fill(): void {
    while (!this.#isClosed && this.#ready.length < AHEAD) {
      const made = OpusStreamDecoder.open(this.#rate);
      // Reported to whoever takes it.
      made.catch(() => undefined);
      this.#ready.push(made);
    }
  }

  /** The caller frees it. */
  async take(): Promise<OpusStreamDecoder> {
    const taken = this.#ready.shift() ?? OpusStreamDecoder.open(this.#rate);
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
