// The one way from a call ID to its space: whoever guesses is slowed down, then refused, by whatever way they came.
import type { CallId } from '@distansmote/shared/ids.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Log } from '../log.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { createGuessCounts } from './guessCounts.ts';
import { TooManyGuesses } from './guessLimit.ts';
import type { GuessLimits } from './guessLimits.ts';
import type { Seeker } from './seeker.ts';

export interface CallIdGuesses {
  /**
   * Undefined when no space has that number, or none has any more: the work is the same for both.
   * @throws TooManyGuesses instead of trying.
   */
  find(callId: CallId, seeker: Seeker): Promise<Space | undefined>;
  /**
   * The number alone is not enough: who shows no more than that has guessed wrong, however often it was right for them.
   * @throws TooManyGuesses instead of trying.
   */
  findWith(
    callId: CallId,
    seeker: Seeker,
    isRight: (space: Space) => Promise<boolean>,
  ): Promise<Space | undefined>;
}

interface Budget {
  of: 'ofOne' | 'ofTrunk' | 'ofAll';
  key: string;
}

export function createCallIdGuesses(
  spaces: Pick<SpaceStore, 'findByCallId'>,
  limits: GuessLimits,
  log: Log,
): CallIdGuesses {
  const { windowSeconds, knownSeconds, delaysMs } = limits;
  // Each key is forgotten when its time is over: no address is kept longer.
  const wrong = new RateLimiterMemory({ points: limits.ofOne, duration: windowSeconds });
  const known = new RateLimiterMemory({ points: 1, duration: knownSeconds });
  const heldBack = new Map<string, number>();
  const counts = createGuessCounts(log, limits);

  /** Whoever was told lately that a number is right learns nothing new, however often they ask. */
  async function findKnown(callId: CallId, { keys }: Seeker): Promise<Space | undefined> {
    for (const key of keys) {
      if ((await known.get(`${key} ${callId}`)) === null) continue;
      const space = await spaces.findByCallId(callId);
      if (space !== undefined) return space;
      await known.delete(`${key} ${callId}`);
    }
    return undefined;
  }

  /** By what shows that they belong there. Wrong proofs have a budget too, or they would be guesses for nothing. */
  async function findProven(callId: CallId, { keys, proves }: Seeker): Promise<Space | undefined> {
    if (proves === undefined) return undefined;
    const budgets = keys.map((key): Budget => ({ of: 'ofOne', key: `proof ${key}` }));
    if (await isAnySpent(budgets)) return undefined;
    return attempt(budgets, async () => {
      const space = await spaces.findByCallId(callId);
      if (space !== undefined && proves(space)) return space;
      counts.wrongProof();
      return undefined;
    });
  }

  async function findByNumber(
    callId: CallId,
    seeker: Seeker,
    isRight?: (space: Space) => Promise<boolean>,
  ): Promise<Space | undefined> {
    const { keys, trunk, isTrusted } = seeker;
    const budgets = keys.map((key): Budget => ({ of: 'ofOne', key }));
    if (trunk !== undefined) budgets.push({ of: 'ofTrunk', key: trunk });
    if (!isTrusted) budgets.push({ of: 'ofAll', key: 'everybody' });
    // Who is about to be refused need not wait for it.
    if (!(await isAnySpent(budgets))) await holdBack(keys);
    const space = await attempt(budgets, async () => {
      const found = await spaces.findByCallId(callId);
      if (found === undefined || isRight === undefined) return found;
      return (await isRight(found)) ? found : undefined;
    });
    if (space === undefined) counts.wrong();
    else for (const key of keys) await known.set(`${key} ${callId}`, 1, knownSeconds);
    return space;
  }

  async function isAnySpent(budgets: readonly Budget[]): Promise<boolean> {
    for (const { of, key } of budgets) if ((await countOf(key)) >= limits[of]) return true;
    return false;
  }

  const countOf = async (key: string) => (await wrong.get(key))?.consumedPoints ?? 0;

  /** The longer, the more were wrong before. Side by side: a queue would make an office wait for each other. */
  async function holdBack(keys: readonly string[]): Promise<void> {
    const most = Math.max(...(await Promise.all(keys.map(countOf))));
    const delayMs = delaysMs[Math.min(most, delaysMs.length - 1)] ?? 0;
    if (delayMs === 0) return;
    const waitingWith = (key: string) => heldBack.get(key) ?? 0;
    if (keys.some((key) => waitingWith(key) >= limits.heldBackOfOne)) {
      counts.refused('ofOne');
      throw new TooManyGuesses(Math.ceil(delayMs / 1000));
    }
    counts.heldBack();
    for (const key of keys) heldBack.set(key, waitingWith(key) + 1);
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    for (const key of keys) {
      if (waitingWith(key) > 1) heldBack.set(key, waitingWith(key) - 1);
      else heldBack.delete(key);
    }
  }

  /** @throws TooManyGuesses */
  async function attempt(
    budgets: readonly Budget[],
    guess: () => Promise<Space | undefined>,
  ): Promise<Space | undefined> {
    const taken: string[] = [];
    let isWrong = false;
    try {
      // Counted beforehand: of a thousand at once not all may pass before the first has failed.
      for (const { of, key } of budgets) {
        const { consumedPoints, msBeforeNext } = await wrong.penalty(key);
        taken.push(key);
        if (consumedPoints <= limits[of]) continue;
        counts.refused(of);
        throw new TooManyGuesses(Math.ceil(msBeforeNext / 1000));
      }
      const space = await guess();
      isWrong = space === undefined;
      return space;
    } finally {
      if (!isWrong) for (const key of taken) await wrong.reward(key);
    }
  }

  return {
    async find(callId, seeker) {
      return (
        (await findKnown(callId, seeker)) ??
        (await findProven(callId, seeker)) ??
        (await findByNumber(callId, seeker))
      );
    },
    findWith: findByNumber,
  };
}
