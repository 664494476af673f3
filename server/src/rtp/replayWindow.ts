// Remembers which of the latest packets have arrived, so that none is accepted twice (RFC 3711 §3.3.2).

export class ReplayWindow {
  readonly #size: number;
  #highest = -1;
  /** Bit 0 is the highest. */
  #seen = 0n;

  /** @param size of how many it knows, back from the highest. */
  constructor(size = 64) {
    this.#size = size;
  }

  /** True for one too old to know. */
  hasSeen(index: number): boolean {
    const age = this.#highest - index;
    if (age < 0) return false;
    return age >= this.#size || ((this.#seen >> BigInt(age)) & 1n) === 1n;
  }

  see(index: number): void {
    const age = this.#highest - index;
    if (age >= 0) {
      this.#seen |= 1n << BigInt(age);
      return;
    }
    const moved = -age >= this.#size ? 0n : this.#seen << BigInt(-age);
    this.#seen = BigInt.asUintN(this.#size, moved) | 1n;
    this.#highest = index;
  }
}
