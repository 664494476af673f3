// Puts the payloads of one VP8 frame together, within bounds.
import type { Vp8Payload } from './vp8Descriptor.ts';

const MAX_BYTES = 1_000_000;
const MAX_PAYLOADS = 2_000;

export class Vp8Assembly {
  readonly timestamp: number;
  readonly first: Vp8Payload;
  readonly #parts: Uint8Array[] = [];
  #bytes = 0;
  #isComplete: boolean;

  /** @param first is not added yet. */
  constructor(timestamp: number, first: Vp8Payload) {
    this.timestamp = timestamp;
    this.first = first;
    this.#isComplete = first.isFrameStart;
  }

  add({ data }: Vp8Payload): void {
    this.#bytes += data.length;
    if (this.#bytes > MAX_BYTES || this.#parts.length >= MAX_PAYLOADS) this.markDamaged();
    if (this.#isComplete) this.#parts.push(data);
  }

  markDamaged(): void {
    this.#isComplete = false;
    this.#parts.length = 0;
  }

  /** @returns the whole frame; undefined when something of it is missing. */
  end(): Buffer | undefined {
    return this.#isComplete ? Buffer.concat(this.#parts) : undefined;
  }
}
