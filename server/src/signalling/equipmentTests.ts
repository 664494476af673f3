// The tests of equipment that go on: few at a time, since whoever wants may begin one, and each for a minute.
import { Echo } from '../media/echo.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { Refused } from '../refused.ts';

/** Each costs as much as a participant who shares a screen. */
const MAX_AT_ONCE = 20;
/** An office has one address, and may be trying its computers. */
const MAX_OF_ADDRESS = 10;
/** One way is tried in less than half of this. */
const LASTS_MS = 60_000;

export interface EquipmentTest {
  readonly echo: Echo;
  /** Can be called twice. */
  close(): void;
}

export class EquipmentTests {
  readonly #workers: MediaWorkers;
  /** By address; those that are being opened as well. */
  readonly #counts = new Map<string, number>();

  constructor(workers: MediaWorkers) {
    this.#workers = workers;
  }

  /** @throws Refused `tooManyTests` */
  async open(address: string): Promise<EquipmentTest> {
    const ofAll = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    if (ofAll >= MAX_AT_ONCE || this.#countOf(address) >= MAX_OF_ADDRESS)
      throw new Refused('tooManyTests');
    this.#counts.set(address, this.#countOf(address) + 1);
    let echo: Echo;
    try {
      echo = await Echo.open(this.#workers);
    } catch (error) {
      this.#ended(address);
      throw error;
    }
    let isOpen = true;
    const close = () => {
      if (!isOpen) return;
      isOpen = false;
      clearTimeout(timer);
      echo.close();
      this.#ended(address);
    };
    const timer = setTimeout(close, LASTS_MS);
    return { echo, close };
  }

  #countOf(address: string): number {
    return this.#counts.get(address) ?? 0;
  }

  #ended(address: string): void {
    const count = this.#countOf(address) - 1;
    if (count > 0) this.#counts.set(address, count);
    else this.#counts.delete(address);
  }
}
