// Checks a username and a password, and limits guessing at them (decision 0029).
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import {
  type AccountStore,
  type CheckedAccount,
  normalizeUsername,
} from '../../accounts/accountStore.ts';
import type { DeviceCookies } from '../../accounts/deviceCookies.ts';
import { guessKey } from '../../platform/clientAddress.ts';
import { createFailureBudget } from '../../guessing/failureBudget.ts';
import type { OpenCounts } from '../../guessing/windowCounts.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { ReadCookie } from './signInCookies.ts';

/** 100 bytes each. An owner whose pair is forgotten, or comes to another server of the cluster, counts as a stranger again. */
const MAX_FAMILIAR_PAIRS = 10_000;

/**
 * @returns the account when both fit.
 * @throws RateLimited after too many failures; LimitExceeded while too many other passwords are being checked.
 */
export type CheckPassword = (
  request: FastifyRequest,
  username: string,
  password: string,
) => Promise<CheckedAccount | undefined>;

export interface PasswordCheckDeps {
  accounts: AccountStore;
  devices: DeviceCookies;
  readCookie: ReadCookie;
  limiter: Limiter;
  openCounts: OpenCounts;
}

export function createPasswordCheck(deps: PasswordCheckDeps): CheckPassword {
  const { accounts, devices, readCookie, limiter, openCounts } = deps;
  const guesses = {
    /** An address and an account. */
    pair: createFailureBudget(openCounts('passwords by address and account', 300), 10),
    /** A county may be behind it. */
    address: createFailureBudget(openCounts('passwords by address', 300), 30),
    /** From anywhere. Strangers can use it up, and lock out only those who come from where nobody has signed in to it. */
    account: createFailureBudget(openCounts('passwords by account', 300), 50),
    /** A known device has tries of its own, which no stranger can use up. */
    device: createFailureBudget(openCounts('passwords by device', 300), 10),
  };
  /** Addresses with the accounts that were signed in to from there: so the owner may come by a new browser. */
  const familiarPairs = new LRUCache<string, true>({ max: MAX_FAMILIAR_PAIRS });

  return async (request, username, password) => {
    const address = guessKey(request.ip);
    // As it is looked up: another spelling is no other account to guess at.
    const account = normalizeUsername(username);
    const pair = `${address} ${account}`;
    const device = await devices.deviceOf(readCookie(request.raw, 'device'), account);
    const isKnown = device !== undefined;
    const slot = limiter.acquire(isKnown ? 'knownPasswordChecks' : 'passwordChecks', {
      address,
      account,
    });
    const verify = async () => {
      // Only right passwords spend it, so that no stranger locks the owner out with it.
      limiter.check('signIns', { account });
      return accounts.checkPassword(account, password, isKnown ? 'urgent' : 'usual');
    };
    const tryAsStranger = () =>
      guesses.address.attempt(address, () =>
        guesses.pair.attempt(pair, () =>
          familiarPairs.has(pair) ? verify() : guesses.account.attempt(account, verify),
        ),
      );
    try {
      const checked = await (isKnown ? guesses.device.attempt(device, verify) : tryAsStranger());
      if (checked !== undefined) familiarPairs.set(pair, true);
      return checked;
    } finally {
      slot.release();
    }
  };
}
