// Who looks up a call ID: which failure budgets they draw on, and what they can prove beside the number.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Account } from '../accounts/accountStore.ts';
import { isConvener } from '../meetings/admission.ts';
import { judgeCredentials, type JoinCredentials } from '../meetings/joinCredentials.ts';
import type { Space } from '../spaces/spaceStore.ts';

export type SharedBudget = 'webTotal' | 'phonesTotal' | 'roomsTotal';

export interface LookupClient {
  /** Failures are counted for each of these, for example `address:192.0.2.1` or `caller:+46701234567`. */
  budgetKeys: readonly string[];
  /** The budget shared with all clients of the same kind; absent for signed-in staff. */
  sharedBudget?: SharedBudget;
  /** Whether the client's secret or pass belongs to the space; absent when it sent neither. */
  hasProof?: ((space: Space) => boolean) | undefined;
  /** For signed-in staff: a convener gets in however many numbers were wrong. */
  isConvenerOf?: (space: Space) => boolean;
}

/** Failures of signed-in staff count for their account alone, so nobody behind the same address can slow them down. */
export function browserClient(
  { address, account }: { address: string; account: Account | undefined },
  callId: CallId,
  shown: JoinCredentials | undefined,
): LookupClient {
  const sentProof = shown?.secret !== undefined || shown?.pass !== undefined;
  return {
    ...(account === undefined
      ? { budgetKeys: [`address:${address}`], sharedBudget: 'webTotal' }
      : {
          budgetKeys: [`account:${account.id}`],
          isConvenerOf: (space: Space) => isConvener(account, space),
        }),
    ...(sentProof && {
      hasProof: (space: Space) => {
        const { hasSecret, knowsNumber } = judgeCredentials(callId, space, shown);
        return hasSecret || knowsNumber;
      },
    }),
  };
}

/** All callers who withhold their number count as one, per trunk. */
export function phoneClient(caller: { number: string | undefined; trunk: string }): LookupClient {
  const { number, trunk } = caller;
  return { budgetKeys: [`caller:${number ?? `hidden ${trunk}`}`], sharedBudget: 'phonesTotal' };
}

/** A room system is known by its SIP address, for which its trunk vouches. Withheld ones count as one, per trunk. */
export function roomClient(caller: { uri: string | undefined; trunk: string }): LookupClient {
  const { uri, trunk } = caller;
  return { budgetKeys: [`room:${trunk} ${uri ?? 'hidden'}`], sharedBudget: 'roomsTotal' };
}
