// Counts by key, each forgotten as a whole when its window is over; of bounded number, since anybody may come by new keys.
import { LRUCache } from 'lru-cache';

/**
 * 6 MB when full. A million networks of IPv6 in ten minutes held 541 MB; whoever has so many learns nothing by being
 * forgotten, since each of them has a count of its own anyway.
 */
export const MOST_KEYS = 20_000;

interface Window {
  count: number;
  /** Milliseconds since 1970. */
  endsAt: number;
}

export class WindowCounts {
  readonly #windowMs: number;
  readonly #windows = new LRUCache<string, Window>({ max: MOST_KEYS });

  /** The window of a key begins with its first count. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  of(key: string): number {
    return this.#live(key)?.count ?? 0;
  }

  /** @returns how many there are now, and for how long. */
  add(key: string): { count: number; msLeft: number } {
    const window = this.#live(key) ?? { count: 0, endsAt: Date.now() + this.#windowMs };
    window.count += 1;
    this.#windows.set(key, window);
    return { count: window.count, msLeft: window.endsAt - Date.now() };
  }

  takeBack(key: string): void {
    const window = this.#live(key);
    if (window === undefined) return;
    window.count -= 1;
    if (window.count <= 0) this.#windows.delete(key);
  }

  forget(key: string): void {
    this.#windows.delete(key);
  }

  #live(key: string): Window | undefined {
    const window = this.#windows.get(key);
    if (window !== undefined && window.endsAt > Date.now()) return window;
    this.#windows.delete(key);
    return undefined;
  }
}
