// Which of the last packets have come already, so that none is taken twice (RFC 3711 §3.3.2).
const SIZE = 64;

export class ReplayWindow {
  #highest = -1;
  /** Bit 0 is the highest. */
  #seen = 0n;

  /** Also of one that is too old to be known. */
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
