// Remembers which of the last 64 packets have arrived, so that none is accepted twice (RFC 3711 §3.3.2).
const SIZE = 64;

export class ReplayWindow {
  #highest = -1;
  /** Bit 0 is the highest. */
  #seen = 0n;

  /** True for one too old to know. */
  hasSeen(index: number): boolean {
    const age = this.#highest - index;
    if (age < 0) return false;
    return age >= SIZE || ((this.#seen >> BigInt(age)) & 1n) === 1n;
  }

  see(index: number): void {
    const age = this.#highest - index;
    if (age >= 0) {
      this.#seen |= 1n << BigInt(age);
      return;
    }
    const moved = -age >= SIZE ? 0n : this.#seen << BigInt(-age);
    this.#seen = BigInt.asUintN(SIZE, moved) | 1n;
    this.#highest = index;
  }
}
