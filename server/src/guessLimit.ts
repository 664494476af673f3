// Makes guessing hopeless: a budget of failures per address, for call IDs and for passwords alike.
import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface GuessLimit {
  /** How long this one must wait before the next try; 0 when it need not. */
  secondsToWait(key: string): Promise<number>;
  failed(key: string): Promise<void>;
  /** Takes back a failure that was counted beforehand. */
  succeeded(key: string): Promise<void>;
}

/** @param failures how many in `windowSeconds`; a person who mistypes a few times never notices. */
export function createGuessLimit(failures: number, windowSeconds: number): GuessLimit {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowSeconds });
  return {
    async secondsToWait(key) {
      const used = await limiter.get(key);
      return used !== null && used.consumedPoints >= failures
        ? Math.ceil(used.msBeforeNext / 1000)
        : 0;
    },
    async failed(key) {
      await limiter.penalty(key);
    },
    async succeeded(key) {
      await limiter.reward(key);
    },
  };
}
