// Who looks a call ID up: whom their wrong numbers are counted for, and what speaks for them.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Account } from '../accounts/accountStore.ts';
import { entrantOf, type Shown } from '../meetings/entrant.ts';
import type { Space } from '../spaces/spaceStore.ts';

export interface Seeker {
  /** Whom wrong numbers are counted for, such as `address:192.0.2.1`; of a telephone `caller:…`. */
  keys: readonly string[];
  /** By which of the county's trunks a telephone came: all who come by it have a budget together. */
  trunk?: string;
  /** Is let on when the wrong numbers of everybody together are too many. */
  isTrusted: boolean;
  /** Tells whether they belong in the space; absent when they claim no more than to know the number. */
  proves?: ((space: Space) => boolean) | undefined;
}

/**
 * Whoever came by a browser. Who is signed in is counted for themselves, and so is not held back by what
 * others behind the same address do.
 */
export function seekerOf(
  visitor: { address: string; account: Account | undefined },
  callId: CallId,
  shown: Shown | undefined,
): Seeker {
  const { address, account } = visitor;
  const claims = shown?.secret !== undefined || shown?.pass !== undefined;
  return {
    keys: [account === undefined ? `address:${address}` : `account:${account.id}`],
    isTrusted: account !== undefined,
    ...(claims && {
      proves: (space: Space) => {
        const { hasSecret, hasPass } = entrantOf(callId, space, shown);
        return hasSecret || hasPass;
      },
    }),
  };
}

/** Whoever rang. Those who hide their number count as one. */
export function ringingSeeker(caller: { number: string | undefined; trunk: string }): Seeker {
  const { number, trunk } = caller;
  return { keys: [`caller:${number ?? 'hidden'}`], trunk: `trunk:${trunk}`, isTrusted: false };
}
