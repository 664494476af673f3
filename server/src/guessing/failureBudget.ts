// Limits guessing at passwords and tokens: a budget of failures per key, which may be an account, an address, or both.
import type { Spent, WindowCounts } from './windowCounts.ts';

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
  /**
   * For what is compared here and now, and asked for often: a right one is never charged, so that a system with the right token may
   * send any number of requests at once. Right and wrong take the same work.
   * @throws RateLimited, also for a right one, when the budget is spent.
   */
  judge(key: string, isRight: boolean): Promise<void>;
}

/** @param maxFailures in a window: enough that a person who mistypes a few times never notices. */
export function createFailureBudget(counts: WindowCounts, maxFailures: number): FailureBudget {
  const budgetOf = (key: string) => [{ key, limit: maxFailures }];
  return {
    async attempt(key, guess) {
      // Charged before the attempt: otherwise a thousand concurrent guesses would all pass before the first one fails.
      const { spent, refund } = await counts.charge(budgetOf(key));
      throwIfSpent(spent);
      const found = await guess();
      if (found !== undefined) refund();
      return found;
    },

    async judge(key, isRight) {
      const { spent } = await counts.charge(budgetOf(key), isRight ? 0 : 1);
      throwIfSpent(spent);
    },
  };
}

function throwIfSpent([spent]: readonly Spent[]): void {
  if (spent !== undefined) throw new RateLimited(Math.ceil(spent.msLeft / 1000));
}
