// Who sends a request: by the cookie of a session, or by a system's bearer token.
import type { IncomingMessage } from 'node:http';
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { FastifyRequest } from 'fastify';
import type { Account, AccountStore } from '../../accounts/accountStore.ts';
import type { ApiTokenStore } from '../../accounts/apiTokenStore.ts';
import type { ApiTokenUses } from '../../audit/apiTokenUses.ts';
import { guessKey } from '../../platform/clientAddress.ts';
import { createFailureBudget } from '../../guessing/failureBudget.ts';
import type { OpenCounts } from '../../guessing/windowCounts.ts';
import { isSameSecret } from '../../platform/timingSafe.ts';
import { Problem } from '../problem.ts';
import { bearerOf } from './bearerToken.ts';
import { type Caller, hasScope, type TokenCaller } from './caller.ts';
import type { ReadCookie } from './signInCookies.ts';

export interface Session {
  account: Account;
  /** The cookie's value. */
  token: string;
}

export interface Authentication {
  /** Who is signed in; also for a request that opens a socket. */
  accountOf(request: IncomingMessage): Promise<Account | undefined>;
  /**
   * @param isUse whether the session counts as used now: not for what a page asks by itself.
   * @throws Problem 401 `notSignedIn`, also when a bearer token is sent instead.
   */
  sessionOf(request: FastifyRequest, isUse?: boolean): Promise<Session>;
  /**
   * @param scope what a token must have; whoever is signed in needs none.
   * @throws Problem 401 `notSignedIn` without a valid token or session, 403 `scopeMissing`; RateLimited
   */
  callerOf(request: FastifyRequest, scope: TokenScope): Promise<Caller>;
}

export interface AuthenticationDeps {
  accounts: AccountStore;
  apiTokens: ApiTokenStore;
  /** The setting API_TOKEN. */
  apiToken: string | undefined;
  readCookie: ReadCookie;
  tokenUses: ApiTokenUses;
  openCounts: OpenCounts;
}

export function createAuthentication(deps: AuthenticationDeps): Authentication {
  const { accounts, apiTokens, apiToken, readCookie, tokenUses, openCounts } = deps;
  const guesses = createFailureBudget(openCounts('API_TOKEN', 60), 20);

  async function findSession(
    request: IncomingMessage,
    isUse?: boolean,
  ): Promise<Session | undefined> {
    const token = readCookie(request, 'session');
    if (token === undefined) return undefined;
    const account = await accounts.findBySession(token, isUse);
    return account && { account, token };
  }

  async function sessionOf({ raw }: FastifyRequest, isUse?: boolean): Promise<Session> {
    const session = await findSession(raw, isUse);
    if (session === undefined) throw notSignedIn();
    return session;
  }

  async function byStoredToken(token: string): Promise<TokenCaller | undefined> {
    const stored = await apiTokens.authenticate(token);
    if (stored === undefined) return undefined;
    const { id: tokenId, name, scope } = stored;
    return { type: 'apiToken', tokenId, name, scope };
  }

  async function bySetting(token: string, address: string): Promise<TokenCaller | undefined> {
    const isRight = apiToken !== undefined && isSameSecret(token, apiToken);
    await guesses.judge(address, isRight);
    if (!isRight) return undefined;
    return { type: 'apiToken', tokenId: undefined, name: 'API_TOKEN', scope: 'manage' };
  }

  async function byToken(token: string, address: string, scope: TokenScope): Promise<TokenCaller> {
    // Stored tokens have 256 random bits and need no limit. So a client that guesses at API_TOKEN, which people choose,
    // locks out no other system behind its address.
    const caller = (await byStoredToken(token)) ?? (await bySetting(token, address));
    if (caller === undefined) throw notSignedIn();
    tokenUses.add(caller);
    if (hasScope(caller, scope)) return caller;
    throw new Problem(403, 'scopeMissing', `The token must have the scope ${scope}.`);
  }

  return {
    accountOf: async (request) => (await findSession(request))?.account,
    sessionOf,
    async callerOf(request, scope) {
      const bearer = bearerOf(request);
      if (bearer !== undefined) return byToken(bearer, guessKey(request.ip), scope);
      return { type: 'session', account: (await sessionOf(request)).account };
    },
  };
}

const notSignedIn = () => new Problem(401, 'notSignedIn', 'Sign in, or send a valid bearer token.');
