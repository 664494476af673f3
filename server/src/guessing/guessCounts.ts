// What the log says of guessing at call IDs: how many, and never who or which.
import type { Log } from '../platform/log.ts';

export interface GuessCounts {
  /** No space has the number that was tried. */
  wrong(): void;
  /** What was shown beside the number did not belong to it. */
  wrongProof(): void;
  heldBack(): void;
  /** @param budget whose wrong numbers were too many: one caller's, the web's together, or the telephones'. */
  notTried(budget: 'ofOne' | 'ofWeb' | 'ofPhones'): void;
}

const NONE = {
  wrong: 0,
  wrongProofs: 0,
  heldBack: 0,
  notTriedOfOne: 0,
  notTriedOfWeb: 0,
  notTriedOfPhones: 0,
};

/**
 * Each warning once in an interval, which begins with the first wrong number; at its end the counts.
 * @param limits `ofWeb` and `ofPhones` are how many wrong ones they have together in `windowSeconds`.
 */
export function createGuessCounts(
  log: Log,
  limits: { ofWeb: number; ofPhones: number; windowSeconds: number },
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
    const { notTriedOfOne, notTriedOfWeb, notTriedOfPhones } = counts;
    const level = notTriedOfOne + notTriedOfWeb + notTriedOfPhones > 0 ? 'warn' : 'info';
    const minutes = Math.round(limits.windowSeconds / 60);
    log[level]({ ...counts }, `wrong call IDs of the last ${minutes} minutes`);
    counts = { ...NONE };
    interval = undefined;
    said.clear();
  }

  return {
    wrong() {
      if (count('wrong') * 2 >= limits.ofWeb + limits.ofPhones)
        sayOnce('many wrong call IDs: half of the budget');
    },
    wrongProof: () => void count('wrongProofs'),
    heldBack: () => void count('heldBack'),
    notTried(budget) {
      if (budget === 'ofOne') {
        count('notTriedOfOne');
        sayOnce('too many wrong call IDs by one caller, who must knock for now');
      } else if (budget === 'ofPhones') {
        count('notTriedOfPhones');
        sayOnce('too many wrong call IDs by telephone: telephones must knock for now');
      } else {
        count('notTriedOfWeb');
        sayOnce(
          'too many wrong call IDs on the web: whoever has only the number must knock for now',
        );
      }
    },
  };
}
