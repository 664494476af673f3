// The equipment tests that go on: few at a time, since anybody may begin one, and each for a minute.
import { evictionCandidate } from '../limits/evictionCandidate.ts';
import { type Hold, LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { Echo } from '../media/echo.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { Refused } from '../meetings/refused.ts';

/** One way is tried in less than half of this. */
const TEST_DURATION_MS = 60_000;

/** Relay users that the tests of one address share at the same time: the relay's `user-quota` bounds each. */
const RELAY_USERS_OF_ADDRESS = 4;

export interface EquipmentTest {
  readonly address: string;
  readonly echo: Echo;
  /** Of the tests of one address few have the same: by it they share a user at the relay. */
  readonly relayUser: string;
  /** Can be called twice. */
  close(): void;
}

export class EquipmentTests {
  readonly #workers: MediaWorkers;
  readonly #limiter: Limiter;
  /** In the order they began. */
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

  /** Where all places are taken, the address that has the most gives one up, so that nobody can hold them all. */
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
