// What one BFCP peer may cost: messages read, and bytes sent to an address that may be forged.

/** A person presses a key for two or three messages. A peer that sends more than this is not heard. */
const BURST = 30;
const PER_SECOND = 10;
/** Headers of IPv4 and UDP, which the network carries too. */
const HEADER_BYTES = 28;
/** As QUIC has it (RFC 9000 §8.1). */
const AMPLIFICATION = 3;
/** For a Hello and its repetitions, where it is ours to begin. */
const INITIAL_BYTES = 4 * (HEADER_BYTES + 12);

export class PeerBudget {
  #tokens = BURST;
  #filledAt: number | undefined;
  #isVerified = false;
  #mayBeSent = INITIAL_BYTES;

  /**
   * To be asked for each packet, before it is read.
   * @param now milliseconds of `performance.now()`.
   * @returns false for one too many.
   */
  receive(bytes: number, now: number): boolean {
    const passedMs = now - (this.#filledAt ?? now);
    this.#filledAt = now;
    this.#tokens = Math.min(BURST, this.#tokens + (passedMs / 1_000) * PER_SECOND);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    this.#mayBeSent += AMPLIFICATION * (bytes + HEADER_BYTES);
    return true;
  }

  /** To be asked for each packet. @returns false: it must not be sent, and counts as lost on the way. */
  send(bytes: number): boolean {
    if (this.#isVerified) return true;
    if (this.#mayBeSent < bytes + HEADER_BYTES) return false;
    this.#mayBeSent -= bytes + HEADER_BYTES;
    return true;
  }

  /** The peer has answered what only it could have seen. */
  verify(): void {
    this.#isVerified = true;
  }

  /** It says that it has moved: that address may not be its own. */
  doubt(): void {
    this.#isVerified = false;
    this.#mayBeSent = INITIAL_BYTES;
  }
}
