// Logs guessing at call IDs: how often, never who or which number.
import type { Log } from '../platform/log.ts';
import type { GuessLimits } from './guessLimits.ts';
import type { SharedBudget } from './lookupClient.ts';

export interface GuessLog {
  /** No space has that call ID. */
  wrong(): void;
  /** The secret, pass or PIN did not belong to that call ID. */
  wrongProof(): void;
  /** A look-up was delayed. */
  delayed(): void;
  /** A number was not looked up. @param budget the one that is spent. */
  unchecked(budget: 'perClient' | SharedBudget): void;
}

const NONE = {
  wrong: 0,
  wrongProofs: 0,
  delayed: 0,
  uncheckedPerClient: 0,
  uncheckedWeb: 0,
  uncheckedPhones: 0,
  uncheckedRooms: 0,
};

/** Each warning once per window, which starts with the first event; the totals when it ends. */
export function createGuessLog(
  log: Log,
  limits: Pick<GuessLimits, 'webTotal' | 'phonesTotal' | 'windowSeconds'>,
): GuessLog {
  let counts = { ...NONE };
  let window: NodeJS.Timeout | undefined;
  const warned = new Set<string>();

  function count(event: keyof typeof NONE): number {
    window ??= setTimeout(end, limits.windowSeconds * 1000).unref();
    counts[event] += 1;
    return counts[event];
  }

  function warnOnce(message: string): void {
    if (warned.has(message)) return;
    warned.add(message);
    log.warn({ ...counts }, message);
  }

  function end(): void {
    const { uncheckedPerClient, uncheckedWeb, uncheckedPhones, uncheckedRooms } = counts;
    const unchecked = uncheckedPerClient + uncheckedWeb + uncheckedPhones + uncheckedRooms;
    const level = unchecked > 0 ? 'warn' : 'info';
    const minutes = Math.round(limits.windowSeconds / 60);
    log[level]({ ...counts }, `wrong call IDs in the last ${minutes} minutes`);
    counts = { ...NONE };
    window = undefined;
    warned.clear();
  }

  return {
    wrong() {
      if (count('wrong') * 2 >= limits.webTotal + limits.phonesTotal)
        warnOnce('many wrong call IDs: half the budget is used');
    },
    wrongProof: () => void count('wrongProofs'),
    delayed: () => void count('delayed'),
    unchecked(budget) {
      if (budget === 'perClient') {
        count('uncheckedPerClient');
        warnOnce('too many wrong call IDs from one client: it must knock for now');
      } else if (budget === 'phonesTotal') {
        count('uncheckedPhones');
        warnOnce('too many wrong call IDs by phone: phones must knock for now');
      } else if (budget === 'roomsTotal') {
        count('uncheckedRooms');
        warnOnce('too many wrong call IDs by video address: room systems must knock for now');
      } else {
        count('uncheckedWeb');
        warnOnce('too many wrong call IDs on the web: clients with only the number must knock');
      }
    },
  };
}
