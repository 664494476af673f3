// Puts BFCP messages together that came in fragments (RFC 8855 §6.2.3.1), in bounded memory and for a bounded time.
import type { BfcpFragment } from './bfcpMessage.ts';

/** No message that a room system sends comes near it: a FloorRequest has 30 bytes. */
const MAX_WHOLE_BYTES = 4_096;
const MAX_MESSAGES = 2;
const MAX_FRAGMENTS = 16;
/** T2 (§8.3.3): how long the other end may still repeat a fragment. */
const FORGET_MS = 10_000;

interface Incomplete {
  header: Buffer;
  whole: Buffer;
  parts: { offset: number; end: number }[];
  startedAt: number;
}

export class BfcpFragments {
  /** The oldest first. */
  #incomplete: Incomplete[] = [];

  /**
   * @param now milliseconds of `performance.now()`.
   * @returns the whole message as one datagram, when this was the last part of it.
   */
  add({ header, wholeBytes, offset, bytes }: BfcpFragment, now: number): Buffer | undefined {
    if (wholeBytes > MAX_WHOLE_BYTES) return undefined;
    this.#incomplete = this.#incomplete.filter(({ startedAt }) => now - startedAt < FORGET_MS);
    let message = this.#incomplete.find((one) => one.header.equals(header));
    if (message === undefined) {
      if (this.#incomplete.length === MAX_MESSAGES) this.#incomplete.shift();
      message = { header, whole: Buffer.alloc(wholeBytes), parts: [], startedAt: now };
      this.#incomplete.push(message);
    }
    const part = { offset, end: offset + bytes.length };
    // Repeated, or made to overwrite another.
    const isNew = message.parts.every((one) => one.end <= part.offset || one.offset >= part.end);
    if (!isNew || message.parts.length === MAX_FRAGMENTS) return undefined;
    message.parts.push(part);
    bytes.copy(message.whole, offset);
    const received = message.parts.reduce((sum, one) => sum + one.end - one.offset, 0);
    if (received < wholeBytes) return undefined;
    this.#incomplete = this.#incomplete.filter((one) => one !== message);
    return Buffer.concat([header, message.whole]);
  }
}
