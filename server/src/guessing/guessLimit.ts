// Limits guessing at passwords and tokens: a budget of failures for each account, address, or both.
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** The budget of failures is used up. */
export class TooManyGuesses extends Error {
  override name = 'TooManyGuesses';
  readonly secondsToWait: number;

  constructor(secondsToWait: number) {
    super(`too many guesses; ${secondsToWait} seconds to wait`);
    this.secondsToWait = secondsToWait;
  }
}

export interface GuessLimit {
  /**
   * Does `guess`, which finds nothing when it was wrong.
   * @throws TooManyGuesses instead of trying.
   */
  try<T>(key: string, guess: () => Promise<T | undefined>): Promise<T | undefined>;
}

/** @param failures how many in `windowSeconds`; a person who mistypes a few times never notices. */
export function createGuessLimit(failures: number, windowSeconds: number): GuessLimit {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowSeconds });
  return {
    async try(key, guess) {
      // Counted beforehand: of a thousand at once not all may pass before the first has failed.
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
      if (consumedPoints > failures) throw new TooManyGuesses(Math.ceil(msBeforeNext / 1000));
      let isRight = false;
      try {
        const found = await guess();
        isRight = found !== undefined;
        return found;
      } finally {
        if (isRight) await limiter.reward(key);
      }
    },
  };
}
