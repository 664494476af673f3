// Cuts a stream of bytes into messages: each begins with its length, 32 bits little-endian.

const HEAD_BYTES = 4;

export class FrameReader {
  readonly #maxBytes: number;
  readonly #onMessage: (message: Buffer) => void;
  /** What has come of the next message, its length included. */
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** @param onMessage gets a view, valid until it returns. */
  constructor(maxBytes: number, onMessage: (message: Buffer) => void) {
    this.#maxBytes = maxBytes;
    this.#onMessage = onMessage;
  }

  /** @returns false once a message is longer than it may be: nothing more can be read. */
  push(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes >= HEAD_BYTES) {
      const length = this.#nextLength();
      if (length > this.#maxBytes) return false;
      if (this.#bytes < HEAD_BYTES + length) return true;
      const all = this.#joined();
      const rest = all.subarray(HEAD_BYTES + length);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#bytes = rest.length;
      this.#onMessage(all.subarray(HEAD_BYTES, HEAD_BYTES + length));
    }
    return true;
  }

  #nextLength(): number {
    const [first] = this.#chunks;
    const head = first !== undefined && first.length >= HEAD_BYTES ? first : this.#joined();
    return head.readUInt32LE(0);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    const all =
      this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}
