// Room that can be taken back: where there is none left, whoever holds the most makes room for whoever holds little.
import { type Hold, LimitExceeded, type Limiter } from './limiter.ts';
import type { HeldName } from './limits.ts';

interface Place {
  hold: Hold;
  end: () => void;
  isIdle: () => boolean;
}

export class FairRoom {
  readonly #name: HeldName;
  readonly #limiter: Limiter;
  /** By address, and there in the order they were taken. */
  readonly #places = new Map<string, Set<Place>>();

  constructor(name: HeldName, limiter: Limiter) {
    this.#name = name;
    this.#limiter = limiter;
  }

  /**
   * Takes a place. Where the address has all that it may have, its oldest idle place ends; where the process has, the
   * oldest idle one of the address that has the most, if that is more than this one would have.
   * @param end is called when this place has to make room for another.
   * @param isIdle whether nobody loses anything by its end; asked only then.
   * @returns undefined where nobody makes room. `release` may be called twice.
   */
  take(address: string, end: () => void, isIdle: () => boolean): Pick<Hold, 'release'> | undefined {
    const hold = this.#acquire(address);
    if (hold === undefined) return undefined;
    const place: Place = { hold, end, isIdle };
    const ofAddress = this.#places.get(address) ?? new Set<Place>();
    this.#places.set(address, ofAddress.add(place));
    return { release: () => this.#forget(address, place) };
  }

  #acquire(address: string): Hold | undefined {
    try {
      return this.#limiter.acquire(this.#name, { address });
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      const from = error.scope === 'perAddress' ? address : this.#busierThan(address);
      const oldest = [...(this.#places.get(from ?? '') ?? [])].find(({ isIdle }) => isIdle());
      if (from === undefined || oldest === undefined) return undefined;
      // At once: what is ended may say only later that it has ended.
      this.#forget(from, oldest);
      oldest.end();
      return this.#acquire(address);
    }
  }

  #busierThan(address: string): string | undefined {
    let most = (this.#places.get(address)?.size ?? 0) + 1;
    let busiest: string | undefined;
    for (const [other, { size }] of this.#places) {
      if (size <= most) continue;
      most = size;
      busiest = other;
    }
    return busiest;
  }

  #forget(address: string, place: Place): void {
    place.hold.release();
    const ofAddress = this.#places.get(address);
    ofAddress?.delete(place);
    if (ofAddress?.size === 0) this.#places.delete(address);
  }
}
