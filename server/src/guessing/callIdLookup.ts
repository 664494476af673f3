// A stranger's only way from a call ID to its space, with limits on guessing that hold for every kind of client.
import type { CallId } from '@distansmote/shared/ids.ts';
import { LimitExceeded, Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { FixedWindowCounter } from './fixedWindowCounter.ts';
import type { GuessLimits } from './guessLimits.ts';
import { createGuessLog } from './guessLog.ts';
import type { LookupClient, SharedBudget } from './lookupClient.ts';
import { LookupDelays } from './lookupDelays.ts';

/**
 * `undefined`: no such space. `unchecked`: too many numbers were wrong, so this one was not looked up. A client with
 * nothing but the number must then knock. The server does the same work for every number, so the time tells nothing.
 */
export type LookupResult = Space | undefined | 'unchecked';

export interface CallIdLookup {
  /** Undefined when no space has that call ID, or its space was deleted; both take the same work. */
  find(callId: CallId, client: LookupClient): Promise<LookupResult>;
  /**
   * Looks up by the number and a second secret, which has a failure budget of its own because it can be guessed too.
   * Undefined when either is wrong, even if this client has found the number before.
   */
  findWithProof(
    callId: CallId,
    client: LookupClient,
    isRight: (space: Space) => Promise<boolean>,
  ): Promise<LookupResult>;
}

interface Budget {
  limit: 'perClient' | SharedBudget;
  key: string;
}

const proofBudgets = (keys: readonly string[]) =>
  keys.map((key): Budget => ({ limit: 'perClient', key: `proof ${key}` }));

export function createCallIdLookup(
  spaces: Pick<SpaceStore, 'findByCallId'>,
  limits: GuessLimits,
  log: Log,
  limiter = new Limiter(),
): CallIdLookup {
  const { windowSeconds, knownSeconds, delaysMs, proofDelayMs } = limits;
  // Counters drop a key when its window ends, so no address is kept longer than that.
  const failures = new FixedWindowCounter(windowSeconds * 1000);
  const knownNumbers = new FixedWindowCounter(knownSeconds * 1000);
  const guessLog = createGuessLog(log, limits);
  const delays = new LookupDelays(limits.maxDelayedPerClient, guessLog);

  /** A client that found this number recently learns nothing new by asking again. */
  async function findKnown(
    callId: CallId,
    { budgetKeys }: LookupClient,
  ): Promise<Space | undefined> {
    for (const key of budgetKeys) {
      if (knownNumbers.get(`${key} ${callId}`) === 0) continue;
      const space = await spaces.findByCallId(callId);
      if (space !== undefined) return space;
      knownNumbers.delete(`${key} ${callId}`);
    }
    return undefined;
  }

  /**
   * By a guest link's secret or a pass. The response time to a wrong proof must not reveal whether the number exists:
   * once the budget is spent, every answer takes a fixed time.
   */
  async function findProven(
    callId: CallId,
    { budgetKeys, hasProof }: LookupClient,
  ): Promise<Space | undefined> {
    if (hasProof === undefined) return undefined;
    const budgets = proofBudgets(budgetKeys);
    const find = () => findMatching(callId, hasProof);
    if (!isAnyExhausted(budgets)) {
      const space = await attempt(budgets, find);
      if (space === undefined) guessLog.wrongProof();
      if (space !== 'unchecked') return space;
    }
    return findInFixedTime(budgetKeys, find);
  }

  async function findMatching(callId: CallId, isMatch: (space: Space) => boolean) {
    const space = await spaces.findByCallId(callId);
    return space !== undefined && isMatch(space) ? space : undefined;
  }

  /** Undefined when too many look-ups of this client are waiting already. */
  async function findInFixedTime(keys: readonly string[], find: () => Promise<Space | undefined>) {
    const delay = delays.start(keys, proofDelayMs);
    // The database is not asked then: without the delay, the response time would tell.
    if (delay === undefined) return undefined;
    const [, space] = await Promise.all([delay, find()]);
    return space;
  }

  async function findByNumber(
    callId: CallId,
    { budgetKeys, sharedBudget }: LookupClient,
  ): Promise<LookupResult> {
    const budgets = budgetKeys.map((key): Budget => ({ limit: 'perClient', key }));
    if (sharedBudget !== undefined) budgets.push({ limit: sharedBudget, key: sharedBudget });
    // No delay for a number that will not be looked up.
    if (!isAnyExhausted(budgets) && !(await delayByFailures(budgetKeys))) return 'unchecked';
    const space = await attempt(budgets, () => spaces.findByCallId(callId));
    if (space === 'unchecked') return space;
    if (space === undefined) guessLog.wrong();
    else for (const key of budgetKeys) knownNumbers.increment(`${key} ${callId}`);
    return space;
  }

  const isAnyExhausted = (budgets: readonly Budget[]) =>
    budgets.some(({ limit, key }) => failures.get(key) >= limits[limit]);

  /**
   * Delays grow with the number of failures. They run in parallel: in a queue, an office would wait for its own people.
   * @returns false when too many look-ups of this client are waiting already.
   */
  async function delayByFailures(keys: readonly string[]): Promise<boolean> {
    const failureCount = Math.max(...keys.map((key) => failures.get(key)));
    const delayMs = delaysMs[Math.min(failureCount, delaysMs.length - 1)] ?? 0;
    if (delayMs === 0) return true;
    const delay = delays.start(keys, delayMs);
    await delay;
    return delay !== undefined;
  }

  async function attempt(
    budgets: readonly Budget[],
    guess: () => Promise<Space | undefined>,
  ): Promise<LookupResult> {
    const charged: string[] = [];
    let isWrong = false;
    try {
      // Charged before the look-up: otherwise a thousand concurrent guesses would all pass before the first one fails.
      for (const { limit, key } of budgets) {
        const { count } = failures.increment(key);
        charged.push(key);
        if (count <= limits[limit]) continue;
        guessLog.unchecked(limit);
        return 'unchecked';
      }
      const space = await guess();
      isWrong = space === undefined;
      return space;
    } finally {
      if (!isWrong) for (const key of charged) failures.decrement(key);
    }
  }

  /** Without this limit, a client behind a shared address could try numbers until one is known at that address. */
  function isRateLimited({ budgetKeys }: LookupClient): boolean {
    try {
      limiter.consume('lookUps', { address: budgetKeys[0] });
      return false;
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      guessLog.unchecked('perClient');
      return true;
    }
  }

  return {
    async find(callId, client) {
      const proven = await findProven(callId, client);
      if (proven !== undefined) return proven;
      const found = isRateLimited(client)
        ? 'unchecked'
        : ((await findKnown(callId, client)) ?? (await findByNumber(callId, client)));
      const { budgetKeys, isConvenerOf } = client;
      if (found !== 'unchecked' || isConvenerOf === undefined) return found;
      return (
        (await findInFixedTime(budgetKeys, () => findMatching(callId, isConvenerOf))) ?? 'unchecked'
      );
    },

    async findWithProof(callId, { budgetKeys }, isRight) {
      const space = await attempt(proofBudgets(budgetKeys), async () => {
        const found = await spaces.findByCallId(callId);
        return found !== undefined && (await isRight(found)) ? found : undefined;
      });
      if (space === undefined) guessLog.wrongProof();
      return space;
    },
  };
}
