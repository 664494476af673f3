// The one way from a call ID to its space: whoever guesses is slowed down, then must knock, by whatever way they came.
import type { CallId } from '@distansmote/shared/ids.ts';
import { LimitExceeded, Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { createGuessCounts } from './guessCounts.ts';
import type { GuessLimits } from './guessLimits.ts';
import type { Seeker } from './seeker.ts';
import { WindowCounts } from './windowCounts.ts';

/**
 * What a look-up has found. `notTried`: too many numbers were wrong, so that this one was not looked at; whoever has no
 * more than it knocks. The work is then the same for every number there is.
 */
export type Found = Space | undefined | 'notTried';

export interface CallIdGuesses {
  /** Undefined when no space has that number, or none has any more: the work is the same for both. */
  find(callId: CallId, seeker: Seeker): Promise<Found>;
  /**
   * By the number and something else, which is guessed at as well, and has a budget of its own for that.
   * Undefined when either is wrong, however often the number was right for them.
   */
  findWith(
    callId: CallId,
    seeker: Seeker,
    isRight: (space: Space) => Promise<boolean>,
  ): Promise<Found>;
}

interface Budget {
  of: 'ofOne' | 'ofWeb' | 'ofPhones';
  key: string;
}

export function createCallIdGuesses(
  spaces: Pick<SpaceStore, 'findByCallId'>,
  limits: GuessLimits,
  log: Log,
  limiter = new Limiter(),
): CallIdGuesses {
  const { windowSeconds, knownSeconds, delaysMs } = limits;
  // Each key is forgotten when its time is over: no address is kept longer.
  const wrong = new WindowCounts(windowSeconds * 1000);
  const known = new WindowCounts(knownSeconds * 1000);
  const heldBack = new Map<string, number>();
  const counts = createGuessCounts(log, limits);

  /** Whoever was told lately that a number is right learns nothing new, however often they ask. */
  async function findKnown(callId: CallId, { keys }: Seeker): Promise<Space | undefined> {
    for (const key of keys) {
      if (known.of(`${key} ${callId}`) === 0) continue;
      const space = await spaces.findByCallId(callId);
      if (space !== undefined) return space;
      known.forget(`${key} ${callId}`);
    }
    return undefined;
  }

  /**
   * By what shows that they belong there. A wrong proof must not become a guess for nothing, by the time that it takes:
   * after too many the answer waits for a clock.
   */
  async function findProven(callId: CallId, { keys, proves }: Seeker): Promise<Space | undefined> {
    if (proves === undefined) return undefined;
    const budgets = proofBudgets(keys);
    const find = () => findIf(callId, proves);
    if (!isAnySpent(budgets)) {
      const space = await attempt(budgets, find);
      if (space === undefined) counts.wrongProof();
      if (space !== 'notTried') return space;
    }
    return inFixedTime(keys, find);
  }

  async function findIf(callId: CallId, isRight: (space: Space) => boolean) {
    const space = await spaces.findByCallId(callId);
    return space !== undefined && isRight(space) ? space : undefined;
  }

  /** By how long it takes nothing is told. Undefined when too many of them wait already. */
  async function inFixedTime(keys: readonly string[], find: () => Promise<Space | undefined>) {
    const held = hold(keys, limits.proofDelayMs);
    // Not asked for then: without the clock the time of the answer would tell.
    if (held === undefined) return undefined;
    const [, space] = await Promise.all([held, find()]);
    return space;
  }

  async function findByNumber(callId: CallId, { keys, shared }: Seeker): Promise<Found> {
    const budgets = keys.map((key): Budget => ({ of: 'ofOne', key }));
    if (shared !== undefined) budgets.push({ of: shared, key: shared });
    // Whose number will not be tried need not wait for it.
    if (!isAnySpent(budgets) && !(await holdBack(keys))) return 'notTried';
    const space = await attempt(budgets, () => spaces.findByCallId(callId));
    if (space === 'notTried') return space;
    if (space === undefined) counts.wrong();
    else for (const key of keys) known.add(`${key} ${callId}`);
    return space;
  }

  const proofBudgets = (keys: readonly string[]) =>
    keys.map((key): Budget => ({ of: 'ofOne', key: `proof ${key}` }));

  const isAnySpent = (budgets: readonly Budget[]) =>
    budgets.some(({ of, key }) => wrong.of(key) >= limits[of]);

  /**
   * The longer, the more were wrong before. Side by side: a queue would make an office wait for each other.
   * @returns false when too many of them wait already.
   */
  async function holdBack(keys: readonly string[]): Promise<boolean> {
    const most = Math.max(...keys.map((key) => wrong.of(key)));
    const delayMs = delaysMs[Math.min(most, delaysMs.length - 1)] ?? 0;
    if (delayMs === 0) return true;
    const held = hold(keys, delayMs);
    await held;
    return held !== undefined;
  }

  /** Undefined, at once, when too many of them wait already. */
  function hold(keys: readonly string[], delayMs: number): Promise<void> | undefined {
    const waitingWith = (key: string) => heldBack.get(key) ?? 0;
    if (keys.some((key) => waitingWith(key) >= limits.heldBackOfOne)) {
      counts.notTried('ofOne');
      return undefined;
    }
    counts.heldBack();
    return wait();

    async function wait() {
      for (const key of keys) heldBack.set(key, waitingWith(key) + 1);
      await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
      for (const key of keys) {
        if (waitingWith(key) > 1) heldBack.set(key, waitingWith(key) - 1);
        else heldBack.delete(key);
      }
    }
  }

  async function attempt(
    budgets: readonly Budget[],
    guess: () => Promise<Space | undefined>,
  ): Promise<Found> {
    const taken: string[] = [];
    let isWrong = false;
    try {
      // Counted beforehand: of a thousand at once not all may pass before the first has failed.
      for (const { of, key } of budgets) {
        const { count } = wrong.add(key);
        taken.push(key);
        if (count <= limits[of]) continue;
        counts.notTried(of);
        return 'notTried';
      }
      const space = await guess();
      isWrong = space === undefined;
      return space;
    } finally {
      if (!isWrong) for (const key of taken) wrong.takeBack(key);
    }
  }

  /** Without this, who shares an address with many could try all numbers until one is known there. */
  function asksTooOften({ keys }: Seeker): boolean {
    try {
      limiter.consume('lookUps', { address: keys[0] });
      return false;
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      counts.notTried('ofOne');
      return true;
    }
  }

  return {
    async find(callId, seeker) {
      const proven = await findProven(callId, seeker);
      if (proven !== undefined) return proven;
      const found = asksTooOften(seeker)
        ? 'notTried'
        : ((await findKnown(callId, seeker)) ?? (await findByNumber(callId, seeker)));
      const { keys, leads } = seeker;
      if (found !== 'notTried' || leads === undefined) return found;
      return (await inFixedTime(keys, () => findIf(callId, leads))) ?? 'notTried';
    },

    async findWith(callId, { keys }, isRight) {
      const space = await attempt(proofBudgets(keys), async () => {
        const found = await spaces.findByCallId(callId);
        return found !== undefined && (await isRight(found)) ? found : undefined;
      });
      if (space === undefined) counts.wrongProof();
      return space;
    },
  };
}
