// Counts in the memory of one process, which is bounded: clients can bring any number of new keys.
import { LRUCache } from 'lru-cache';
import {
  type Budget,
  type Charge,
  nothingToRefund,
  type OpenCounts,
  type Spent,
  type WindowCounts,
} from './windowCounts.ts';

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

/** Where a server is alone. */
export const countInMemory: OpenCounts = (_purpose, windowSeconds) =>
  new MemoryCounts(windowSeconds * 1000);

class MemoryCounts implements WindowCounts {
  readonly #windowMs: number;
  // By size, since `max` allocates room for all at once: 0.5 MB for each purpose.
  readonly #windows = new LRUCache<string, Window>({ maxSize: MAX_KEYS, sizeCalculation: () => 1 });

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  async get(keys: readonly string[]): Promise<number[]> {
    return keys.map((key) => this.#current(key)?.count ?? 0);
  }

  async charge(budgets: readonly Budget[], amount: 0 | 1 = 1): Promise<Charge> {
    const spent = budgets.flatMap((budget) => this.#ifSpent(budget));
    if (spent.length > 0 || amount === 0) return { spent, refund: nothingToRefund };
    const charged = budgets.map(({ key }) => ({ key, window: this.#add(key) }));
    return {
      spent,
      refund: () => {
        for (const { key, window } of charged) this.#takeBack(key, window);
      },
    };
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#windows.delete(key);
  }

  #ifSpent({ key, limit }: Budget): Spent[] {
    const { count, endsAt } = this.#current(key) ?? { count: 0, endsAt: Date.now() };
    return count < limit ? [] : [{ key, count, msLeft: endsAt - Date.now() }];
  }

  #add(key: string): Window {
    const window = this.#current(key) ?? { count: 0, endsAt: Date.now() + this.#windowMs };
    window.count += 1;
    this.#windows.set(key, window);
    return window;
  }

  #takeBack(key: string, window: Window): void {
    window.count -= 1;
    if (window.count <= 0 && this.#windows.peek(key) === window) this.#windows.delete(key);
  }

  #current(key: string): Window | undefined {
    const window = this.#windows.get(key);
    if (window !== undefined && window.endsAt > Date.now()) return window;
    this.#windows.delete(key);
    return undefined;
  }
}
