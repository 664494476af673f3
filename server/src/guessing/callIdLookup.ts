// A stranger's only way from a call ID to its space, with limits on guessing that hold for every kind of client.
import type { CallId } from '@distansmote/shared/ids.ts';
import { LimitExceeded, Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { GuessLimits } from './guessLimits.ts';
import { createGuessLog } from './guessLog.ts';
import type { LookupClient, SharedBudget } from './lookupClient.ts';
import { LookupDelays } from './lookupDelays.ts';
import { countInMemory } from './memoryCounts.ts';
import type { Budget, Charge, OpenCounts, Spent } from './windowCounts.ts';

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

interface NamedBudget extends Budget {
  name: 'perClient' | SharedBudget;
}

export interface CallIdLookupOptions {
  limiter?: Limiter;
  /** Where failures and known numbers are counted. */
  openCounts?: OpenCounts;
}

export function createCallIdLookup(
  spaces: Pick<SpaceStore, 'findByCallId'>,
  limits: GuessLimits,
  log: Log,
  { limiter = new Limiter(), openCounts = countInMemory }: CallIdLookupOptions = {},
): CallIdLookup {
  const { windowSeconds, knownSeconds, perClient, delaysMs, proofDelayMs } = limits;
  // Counts are dropped when their window ends, so no address is kept longer than that.
  const failures = openCounts('wrong call IDs', windowSeconds);
  const knownNumbers = openCounts('known call IDs', knownSeconds);
  const guessLog = createGuessLog(log, limits);
  const mayLog = createLogThrottle();
  const delays = new LookupDelays(limits.maxDelayedPerClient, guessLog);
  /** How many wrong numbers of a client cause no delay. */
  const undelayed = delaysMs.findIndex((ms) => ms > 0);
  const perUndelayedClient = undelayed === -1 ? perClient : Math.min(undelayed, perClient);

  const proofBudgets = (keys: readonly string[]) =>
    keys.map((key) => ({ key: `proof ${key}`, limit: perClient }));

  /** A client that found this number recently learns nothing new by asking again. */
  async function findKnown(
    callId: CallId,
    { budgetKeys }: LookupClient,
  ): Promise<Space | undefined> {
    const keys = budgetKeys.map((key) => `${key} ${callId}`);
    if ((await knownNumbers.get(keys)).every((count) => count === 0)) return undefined;
    const space = await spaces.findByCallId(callId);
    if (space === undefined) await knownNumbers.delete(keys);
    return space;
  }

  /**
   * By a guest link's secret or a pass. The response time to a wrong proof must not reveal whether the number exists:
   * once the budget is spent, every answer takes a fixed time. Only that is limited, since nobody guesses 128 bits: so wrong ones are
   * charged afterwards, and an office that comes back all at once with right ones does not slow itself down.
   */
  async function findProven(
    callId: CallId,
    { budgetKeys, hasProof }: LookupClient,
  ): Promise<Space | undefined> {
    if (hasProof === undefined) return undefined;
    const find = () => findMatching(callId, hasProof);
    const budgets = proofBudgets(budgetKeys);
    const counts = await failures.get(budgets.map(({ key }) => key));
    if (counts.some((count) => count >= perClient)) return findInFixedTime(budgetKeys, find);
    const space = await find();
    if (space !== undefined) return space;
    guessLog.wrongProof();
    const { spent } = await failures.charge(budgets);
    return spent.length > 0 ? findInFixedTime(budgetKeys, find) : undefined;
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
    const charge = await chargeAfterDelay(budgetKeys, sharedBudget);
    if (charge === undefined) return 'unchecked';
    const space = await refundedUnlessWrong(charge, () => spaces.findByCallId(callId));
    if (space === undefined) guessLog.wrong();
    // The answer does not wait: should it not be kept, the client is a stranger again to this number.
    else noteAsKnown(budgetKeys.map((key) => `${key} ${callId}`));
    return space;
  }

  /** Undefined when the number must not be looked up. */
  async function chargeAfterDelay(
    keys: readonly string[],
    sharedBudget: SharedBudget | undefined,
  ): Promise<Charge | undefined> {
    const shared: NamedBudget[] =
      sharedBudget === undefined
        ? []
        : [{ name: sharedBudget, key: sharedBudget, limit: limits[sharedBudget] }];
    const budgetsOf = (limit: number): NamedBudget[] => [
      ...keys.map((key): NamedBudget => ({ name: 'perClient', key, limit })),
      ...shared,
    ];
    const budgets = budgetsOf(perClient);
    const atOnce = await failures.charge(budgetsOf(perUndelayedClient));
    if (atOnce.spent.length === 0) return atOnce;
    // No delay for a number that will not be looked up.
    if (isRefused(budgets, atOnce.spent)) return undefined;
    if (!(await delayByFailures(keys, atOnce.spent))) return undefined;
    const delayed = await failures.charge(budgets);
    return isRefused(budgets, delayed.spent) ? undefined : delayed;
  }

  /** Whether one of the budgets is spent; if so, it is logged. */
  function isRefused(budgets: readonly NamedBudget[], spent: readonly Spent[]): boolean {
    const exhausted = budgets.find((budget) =>
      spent.some(({ key, count }) => key === budget.key && count >= budget.limit),
    );
    if (exhausted !== undefined) guessLog.unchecked(exhausted.name);
    return exhausted !== undefined;
  }

  /**
   * Delays grow with the number of failures. They run in parallel: in a queue, an office would wait for its own people.
   * @returns false when too many look-ups of this client are waiting already.
   */
  async function delayByFailures(
    keys: readonly string[],
    spent: readonly Spent[],
  ): Promise<boolean> {
    const failureCount = Math.max(...spent.map(({ count }) => count));
    const delay = delays.start(keys, delaysMs[Math.min(failureCount, delaysMs.length - 1)] ?? 0);
    await delay;
    return delay !== undefined;
  }

  function noteAsKnown(keys: readonly string[]): void {
    knownNumbers.charge(keys.map((key) => ({ key, limit: 1 }))).catch((error: unknown) => {
      if (mayLog('known')) log.warn({ err: error }, 'a known call ID was not noted');
    });
  }

  async function refundedUnlessWrong(
    { refund }: Charge,
    guess: () => Promise<Space | undefined>,
  ): Promise<Space | undefined> {
    let isWrong = false;
    try {
      const space = await guess();
      isWrong = space === undefined;
      return space;
    } finally {
      if (!isWrong) refund();
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
      const charge = await failures.charge(proofBudgets(budgetKeys));
      if (charge.spent.length > 0) {
        guessLog.unchecked('perClient');
        return 'unchecked';
      }
      const space = await refundedUnlessWrong(charge, async () => {
        const found = await spaces.findByCallId(callId);
        return found !== undefined && (await isRight(found)) ? found : undefined;
      });
      if (space === undefined) guessLog.wrongProof();
      return space;
    },
  };
}
