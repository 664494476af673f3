// Counts per key in fixed windows, with bounded memory: clients can bring any number of new keys.
import { LRUCache } from 'lru-cache';

/**
 * 6 MB when full; a million IPv6 networks in ten minutes took 541 MB without a limit. An attacker gains nothing by
 * evicting keys: each network has its own count anyway.
 */
export const MAX_KEYS = 20_000;

interface Window {
  count: number;
  /** Milliseconds since 1970. */
  endsAt: number;
}

export class FixedWindowCounter {
  readonly #windowMs: number;
  // By size, since `max` allocates room for all at once: 0.5 MB for each counter.
  readonly #windows = new LRUCache<string, Window>({ maxSize: MAX_KEYS, sizeCalculation: () => 1 });

  /** @param windowMs starts at a key's first count. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  get(key: string): number {
    return this.#current(key)?.count ?? 0;
  }

  /** @returns the new count, and how long until the window ends. */
  increment(key: string): { count: number; msLeft: number } {
    const window = this.#current(key) ?? { count: 0, endsAt: Date.now() + this.#windowMs };
    window.count += 1;
    this.#windows.set(key, window);
    return { count: window.count, msLeft: window.endsAt - Date.now() };
  }

  decrement(key: string): void {
    const window = this.#current(key);
    if (window === undefined) return;
    window.count -= 1;
    if (window.count <= 0) this.#windows.delete(key);
  }

  delete(key: string): void {
    this.#windows.delete(key);
  }

  #current(key: string): Window | undefined {
    const window = this.#windows.get(key);
    if (window !== undefined && window.endsAt > Date.now()) return window;
    this.#windows.delete(key);
    return undefined;
  }
}
