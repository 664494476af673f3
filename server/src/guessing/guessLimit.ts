// Limits guessing at passwords and tokens: a budget of failures for each account, address, or both.
import { WindowCounts } from './windowCounts.ts';

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
  const counts = new WindowCounts(windowSeconds * 1000);
  return {
    async try(key, guess) {
      // Counted beforehand: of a thousand at once not all may pass before the first has failed.
      const { count, msLeft } = counts.add(key);
      if (count > failures) throw new TooManyGuesses(Math.ceil(msLeft / 1000));
      let isRight = false;
      try {
        const found = await guess();
        isRight = found !== undefined;
        return found;
      } finally {
        if (isRight) counts.takeBack(key);
      }
    },
  };
}
