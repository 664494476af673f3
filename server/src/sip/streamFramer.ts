// Splits a stream into SIP messages by their Content-Length (RFC 3261 §18.3).
import { MAX_MESSAGE_BYTES, WIRE_ENCODING } from './flow.ts';

const END_OF_HEADERS = Buffer.from('\r\n\r\n');

/** A `ping` is a double CRLF, answered by a single one (RFC 5626 §3.5.1). */
export type Frame = { type: 'message'; text: string } | { type: 'ping' };

/** Nobody can tell where the next message begins: the connection must be closed. */
export class FramingError extends Error {}

export class StreamFramer {
  #rest: Buffer = Buffer.alloc(0);

  /** Whether there are bytes of a message that is not complete. */
  get isWithinMessage(): boolean {
    return this.#rest.length > 0;
  }

  add(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
  }

  /**
   * @returns the next complete one; undefined when more bytes must arrive first
   * @throws FramingError
   */
  next(): Frame | undefined {
    const isPing = this.#skipLineEnds() === 2;
    if (isPing) return { type: 'ping' };
    const headersEnd = this.#rest.subarray(0, MAX_MESSAGE_BYTES).indexOf(END_OF_HEADERS);
    if (headersEnd < 0) {
      if (this.#rest.length >= MAX_MESSAGE_BYTES) throw new FramingError('headers too long');
      return undefined;
    }
    const bodyStart = headersEnd + END_OF_HEADERS.length;
    const headers = this.#rest.toString(WIRE_ENCODING, 0, headersEnd);
    const length = bodyStart + contentLength(headers);
    if (length > MAX_MESSAGE_BYTES) throw new FramingError('message too long');
    if (this.#rest.length < length) return undefined;
    const text = this.#rest.toString(WIRE_ENCODING, 0, length);
    // Copied, so that a small rest does not keep the whole chunk in memory.
    this.#rest = Buffer.from(this.#rest.subarray(length));
    return { type: 'message', text };
  }

  /** @returns how many CRLFs were skipped, at most two; half of one is left for later. */
  #skipLineEnds(): number {
    let count = 0;
    while (count < 2 && this.#rest[0] === 0x0d && this.#rest[1] === 0x0a) {
      this.#rest = this.#rest.subarray(2);
      count += 1;
    }
    return count;
  }
}

/** Required on a stream, and only once, or two parsers could disagree on where a message ends. */
function contentLength(headers: string): number {
  const lengths = [...headers.matchAll(/\r\n(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)/gi)];
  const value = lengths[0]?.[1]?.trim() ?? '';
  if (lengths.length !== 1 || !/^\d{1,6}$/.test(value)) throw new FramingError('no length');
  return Number(value);
}
