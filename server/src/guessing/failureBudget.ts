// Limits guessing at passwords and tokens: a budget of failures per key, which may be an account, an address, or both.
import { FixedWindowCounter } from './fixedWindowCounter.ts';

/** The failure budget is spent. */
export class RateLimited extends Error {
  override name = 'RateLimited';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`too many failures; retry after ${retryAfterSeconds} seconds`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface FailureBudget {
  /**
   * Runs `guess`, which returns undefined when it was wrong.
   * @throws RateLimited without running it when the budget is spent.
   */
  attempt<T>(key: string, guess: () => Promise<T | undefined>): Promise<T | undefined>;
}

/** @param maxFailures in `windowSeconds`: enough that a person who mistypes a few times never notices. */
export function createFailureBudget(maxFailures: number, windowSeconds: number): FailureBudget {
  const counts = new FixedWindowCounter(windowSeconds * 1000);
  return {
    async attempt(key, guess) {
      // Charged before the attempt: otherwise a thousand concurrent guesses would all pass before the first one fails.
      const { count, msLeft } = counts.increment(key);
      if (count > maxFailures) throw new RateLimited(Math.ceil(msLeft / 1000));
      let isRight = false;
      try {
        const found = await guess();
        isRight = found !== undefined;
        return found;
      } finally {
        if (isRight) counts.decrement(key);
      }
    },
  };
}
