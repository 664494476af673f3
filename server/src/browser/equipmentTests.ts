// The running equipment tests: a minute each and few at a time, since anybody may start one.
import { evictionCandidate } from '../limits/evictionCandidate.ts';
import { type Hold, LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { Echo } from '../media/echo.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { Refused } from '../meetings/refused.ts';

/** Testing one media path takes less than half of this. */
const TEST_DURATION_MS = 60_000;

/** TURN users shared by the concurrent tests of one address; the relay's `user-quota` bounds each. */
const RELAY_USERS_OF_ADDRESS = 4;

export interface EquipmentTest {
  readonly address: string;
  readonly echo: Echo;
  /** The TURN user name, which few tests of one address share. */
  readonly relayUser: string;
  /** Idempotent. */
  close(): void;
}

export class EquipmentTests {
  readonly #workers: MediaWorkers;
  readonly #limiter: Limiter;
  /** Oldest first. */
  readonly #open = new Set<EquipmentTest>();
  #count = 0;

  constructor(workers: MediaWorkers, limiter: Limiter) {
    this.#workers = workers;
    this.#limiter = limiter;
  }

  /** @throws Refused `tooManyTests` */
  async open(address: string): Promise<EquipmentTest> {
    const hold = this.#acquireSlot(address);
    let echo: Echo;
    try {
      echo = await Echo.open(this.#workers);
    } catch (error) {
      hold.release();
      throw error;
    }
    const close = () => {
      if (!this.#open.delete(test)) return;
      clearTimeout(timer);
      echo.close();
      hold.release();
    };
    const timer = setTimeout(close, TEST_DURATION_MS);
    this.#count += 1;
    const relayUser = `test ${address} ${this.#count % RELAY_USERS_OF_ADDRESS}`;
    const test: EquipmentTest = { address, echo, relayUser, close };
    this.#open.add(test);
    return test;
  }

  /** When all slots are taken, the address with the most gives one up, so that nobody can hold them all. */
  #acquireSlot(address: string): Hold {
    try {
      this.#limiter.consume('equipmentTests', { address });
      return this.#limiter.acquire('equipmentTestsOpen', { address });
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      const busiest = evictionCandidate(this.#open);
      const mine = [...this.#open].filter((test) => test.address === address).length;
      const theirs = [...this.#open].filter((test) => test.address === busiest?.address).length;
      if (error.scope !== 'perProcess' || theirs <= mine + 1) throw new Refused('tooManyTests');
      busiest?.close();
      return this.#limiter.acquire('equipmentTestsOpen', { address });
    }
  }
}
