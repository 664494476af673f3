// A limited number of slots, shared fairly: when they run out, the site that holds the most gives one up.
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
  /** By site, oldest first. */
  readonly #slots = new Map<string, Set<Slot>>();

  constructor(name: HeldName, limiter: Limiter) {
    this.#name = name;
    this.#limiter = limiter;
  }

  /**
   * Takes a slot. When the address is at its limit, its oldest idle slot is evicted. When the process is, the oldest idle
   * slot of the site with the most is evicted, if that site has more than this one would have.
   * @param end called when this slot is evicted.
   * @param isIdle whether nobody loses anything by the eviction; asked only then.
   * @returns undefined when nothing can be evicted. `release` may be called twice.
   */
  acquire(
    address: string,
    end: () => void,
    isIdle: () => boolean,
  ): Pick<Hold, 'release'> | undefined {
    const hold = this.#acquire(address);
    if (hold === undefined) return undefined;
    const slot: Slot = { address, hold, end, isIdle };
    const site = siteOf(address);
    const ofSite = this.#slots.get(site) ?? new Set<Slot>();
    this.#slots.set(site, ofSite.add(slot));
    return { release: () => this.#forget(slot) };
  }

  /** How many slots the address's whole site holds. */
  countForSite(address: string): number {
    return this.#slots.get(siteOf(address))?.size ?? 0;
  }

  #acquire(address: string): Hold | undefined {
    try {
      return this.#limiter.acquire(this.#name, { address });
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      const { scope } = error;
      const site = siteOf(address);
      const busiest = scope === 'perAddress' ? site : this.#busierThan(site);
      const oldest = [...(this.#slots.get(busiest ?? '') ?? [])].find(
        (slot) => (scope !== 'perAddress' || slot.address === address) && slot.isIdle(),
      );
      if (oldest === undefined) return undefined;
      // Released now: what is ended may report its end only later.
      this.#forget(oldest);
      oldest.end();
      return this.#acquire(address);
    }
  }

  #busierThan(site: string): string | undefined {
    let most = (this.#slots.get(site)?.size ?? 0) + 1;
    let busiest: string | undefined;
    for (const [other, { size }] of this.#slots) {
      if (size <= most) continue;
      most = size;
      busiest = other;
    }
    return busiest;
  }

  #forget(slot: Slot): void {
    slot.hold.release();
    const site = siteOf(slot.address);
    const ofSite = this.#slots.get(site);
    ofSite?.delete(slot);
    if (ofSite?.size === 0) this.#slots.delete(site);
  }
}
