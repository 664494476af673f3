// What the log says of guessing at call IDs: how many, and never who or which.
import type { Log } from '../log.ts';

export interface GuessCounts {
  /** No space has the number that was tried. */
  wrong(): void;
  /** What was shown beside the number did not belong to it. */
  wrongProof(): void;
  heldBack(): void;
  /** @param budget whose wrong numbers were too many: one caller's, one trunk's, or everybody's together. */
  refused(budget: 'ofOne' | 'ofTrunk' | 'ofAll'): void;
}

const NONE = {
  wrong: 0,
  wrongProofs: 0,
  heldBack: 0,
  refusedOfOne: 0,
  refusedOfTrunk: 0,
  refusedOfAll: 0,
};

/**
 * Each warning once in an interval, which begins with the first wrong number; at its end the counts.
 * @param limits `ofAll` is how many wrong ones everybody together has in `windowSeconds`.
 */
export function createGuessCounts(
  log: Log,
  limits: { ofAll: number; windowSeconds: number },
): GuessCounts {
  let counts = { ...NONE };
  let interval: NodeJS.Timeout | undefined;
  const said = new Set<string>();

  function count(what: keyof typeof NONE): number {
    interval ??= setTimeout(end, limits.windowSeconds * 1000).unref();
    counts[what] += 1;
    return counts[what];
  }

  function sayOnce(message: string): void {
    if (said.has(message)) return;
    said.add(message);
    log.warn({ ...counts }, message);
  }

  function end(): void {
    const { refusedOfOne, refusedOfTrunk, refusedOfAll } = counts;
    const level = refusedOfOne + refusedOfTrunk + refusedOfAll > 0 ? 'warn' : 'info';
    const minutes = Math.round(limits.windowSeconds / 60);
    log[level]({ ...counts }, `wrong call IDs of the last ${minutes} minutes`);
    counts = { ...NONE };
    interval = undefined;
    said.clear();
  }

  return {
    wrong() {
      if (count('wrong') * 2 >= limits.ofAll) sayOnce('many wrong call IDs: half of the budget');
    },
    wrongProof: () => void count('wrongProofs'),
    heldBack: () => void count('heldBack'),
    refused(budget) {
      if (budget === 'ofOne') {
        count('refusedOfOne');
        sayOnce('too many wrong call IDs by one caller, who is refused for now');
      } else if (budget === 'ofTrunk') {
        count('refusedOfTrunk');
        sayOnce('too many wrong call IDs by telephone: telephones are refused for now');
      } else {
        count('refusedOfAll');
        sayOnce('too many wrong call IDs in all: mere numbers are refused for now');
      }
    },
  };
}
