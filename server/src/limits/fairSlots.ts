// Room that can be taken back: where there is none left, whoever holds the most makes room for whoever holds little.
import { siteOf } from '../platform/clientAddress.ts';
import { type Hold, LimitExceeded, type Limiter } from './limiter.ts';
import type { HeldName } from './limits.ts';

interface Slot {
  address: string;
  hold: Hold;
  end: () => void;
  isIdle: () => boolean;
}

export class FairSlots {
  readonly #name: HeldName;
  readonly #limiter: Limiter;
  /** By site, and there in the order they were taken. */
  readonly #places = new Map<string, Set<Slot>>();

  constructor(name: HeldName, limiter: Limiter) {
    this.#name = name;
    this.#limiter = limiter;
  }

  /**
   * Takes a place. Where the address has all that it may have, its oldest idle place ends; where the process has, the
   * oldest idle one of the site that has the most, if that is more than this one's would have.
   * @param end is called when this place has to make room for another.
   * @param isIdle whether nobody loses anything by its end; asked only then.
   * @returns undefined where nobody makes room. `release` may be called twice.
   */
  acquire(
    address: string,
    end: () => void,
    isIdle: () => boolean,
  ): Pick<Hold, 'release'> | undefined {
    const hold = this.#acquire(address);
    if (hold === undefined) return undefined;
    const place: Slot = { address, hold, end, isIdle };
    const site = siteOf(address);
    const ofSite = this.#places.get(site) ?? new Set<Slot>();
    this.#places.set(site, ofSite.add(place));
    return { release: () => this.#forget(place) };
  }

  /** How many places all networks of that address's site have. */
  countForSite(address: string): number {
    return this.#places.get(siteOf(address))?.size ?? 0;
  }

  #acquire(address: string): Hold | undefined {
    try {
      return this.#limiter.acquire(this.#name, { address });
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      const { scope } = error;
      const site = siteOf(address);
      const busiest = scope === 'perAddress' ? site : this.#busierThan(site);
      const oldest = [...(this.#places.get(busiest ?? '') ?? [])].find(
        (place) => (scope !== 'perAddress' || place.address === address) && place.isIdle(),
      );
      if (oldest === undefined) return undefined;
      // At once: what is ended may say only later that it has ended.
      this.#forget(oldest);
      oldest.end();
      return this.#acquire(address);
    }
  }

  #busierThan(site: string): string | undefined {
    let most = (this.#places.get(site)?.size ?? 0) + 1;
    let busiest: string | undefined;
    for (const [other, { size }] of this.#places) {
      if (size <= most) continue;
      most = size;
      busiest = other;
    }
    return busiest;
  }

  #forget(place: Slot): void {
    place.hold.release();
    const site = siteOf(place.address);
    const ofSite = this.#places.get(site);
    ofSite?.delete(place);
    if (ofSite?.size === 0) this.#places.delete(site);
  }
}
