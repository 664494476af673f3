// Makes guessing hopeless: a budget of failures per address, for call IDs and for passwords alike.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

export interface GuessLimit {
  /** @throws Problem 429 when the budget is used up. */
  check(key: string): Promise<void>;
  failed(key: string): Promise<void>;
}

/** @param failures how many in `windowSeconds`; a person who mistypes a few times never notices. */
export function createGuessLimit(failures: number, windowSeconds: number): GuessLimit {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowSeconds });
  return {
    async check(key) {
      const used = await limiter.get(key);
      if (used !== null && used.consumedPoints >= failures) {
        const seconds = Math.ceil(used.msBeforeNext / 1000);
        throw new Problem(429, 'tooFast', `Too many tries. Wait ${seconds} seconds.`, seconds);
      }
    },
    async failed(key) {
      await limiter.penalty(key);
    },
  };
}
