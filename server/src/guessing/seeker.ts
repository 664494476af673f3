// Who looks a call ID up: whom their wrong numbers are counted for, and what speaks for them.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Account } from '../accounts/accountStore.ts';
import { isConvener } from '../meetings/admission.ts';
import { entrantOf, type Shown } from '../meetings/entrant.ts';
import type { Space } from '../spaces/spaceStore.ts';

export interface Seeker {
  /** Whom wrong numbers are counted for, such as `address:192.0.2.1`; of a telephone `caller:…`. */
  keys: readonly string[];
  /** The budget that they share with everybody who comes the same way; none for who is signed in. */
  shared?: 'ofWeb' | 'ofPhones';
  /** Tells whether they belong in the space; absent when they claim no more than to know the number. */
  proves?: ((space: Space) => boolean) | undefined;
  /** Of who is signed in: whether they lead the space, and so get in however many numbers were wrong. */
  leads?: (space: Space) => boolean;
}

/**
 * Whoever came by a browser. Who is signed in is counted for themselves alone, and so is not held back by what
 * others do, behind the same address or anywhere.
 */
export function seekerOf(
  visitor: { address: string; account: Account | undefined },
  callId: CallId,
  shown: Shown | undefined,
): Seeker {
  const { address, account } = visitor;
  const claims = shown?.secret !== undefined || shown?.pass !== undefined;
  return {
    ...(account === undefined
      ? { keys: [`address:${address}`], shared: 'ofWeb' }
      : {
          keys: [`account:${account.id}`],
          leads: (space: Space) => isConvener(account, space),
        }),
    ...(claims && {
      proves: (space: Space) => {
        const { hasSecret, knowsNumber } = entrantOf(callId, space, shown);
        return hasSecret || knowsNumber;
      },
    }),
  };
}

/** Whoever rang. Those who hide their number count as one for each trunk. */
export function ringingSeeker(caller: { number: string | undefined; trunk: string }): Seeker {
  const { number, trunk } = caller;
  return { keys: [`caller:${number ?? `hidden ${trunk}`}`], shared: 'ofPhones' };
}
