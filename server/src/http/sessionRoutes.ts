// Signing in and out, and who asks: a session's cookie, or a system's bearer token.
import { credentials, type SessionDescription } from '@distansmote/shared/httpApi.ts';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import {
  type Account,
  type AccountStore,
  type CheckedAccount,
  SESSION_MS,
  spellUsername,
} from '../accounts/accountStore.ts';
import { type TokenScope, tokenScope } from '@distansmote/shared/accountsApi.ts';
import type { ApiTokenStore } from '../accounts/apiTokenStore.ts';
import { DEVICE_MS, type DeviceCookies } from '../accounts/deviceCookies.ts';
import { byAccount } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { FailedSignIns } from '../audit/failedSignIns.ts';
import type { TokenUses } from '../audit/tokenUses.ts';
import { guesserOf } from '../platform/clientAddress.ts';
import { createFailureBudget } from '../guessing/failureBudget.ts';
import type { Limiter } from '../limits/limiter.ts';
import { isSameSecret } from '../platform/timingSafe.ts';
import { bearerOf } from './bearerToken.ts';
import { clearOwnCookie, type ReadCookie, setOwnCookie } from './ownCookies.ts';
import { parseBody } from './parseBody.ts';
import { Problem, signInFailed } from './problem.ts';

const SCOPES = tokenScope.options;

/** Of 100 bytes each; one that is forgotten, also by a start, is a stranger's again. */
const MAX_PLACES = 10_000;

/**
 * One of the county's own systems, by API_TOKEN (which is then its name) or one that an administrator has made
 * (then with its id), or a member of staff who is signed in.
 */
export type Caller = TokenCaller | { by: 'session'; account: Account };

export interface TokenCaller {
  by: 'apiToken';
  tokenId: string | undefined;
  name: string;
  scope: TokenScope;
}

export interface SignIn {
  /** Who is signed in by the cookie of a request, also of one that opens a socket. */
  accountOf(request: IncomingMessage): Promise<Account | undefined>;
  /**
   * @param scope what a token must have for this; whoever is signed in needs none.
   * @throws Problem 401 when the request carries neither a right token nor a live session, 403 without the scope.
   */
  callerOf(request: FastifyRequest, scope: TokenScope): Promise<Caller>;
  /** Who is signed in, and by which token. @throws Problem 401; a bearer token will not do. */
  sessionOf(request: FastifyRequest): Promise<{ account: Account; token: string }>;
  /** @throws Problem 401, and 403 to whoever is no administrator; a bearer token will not do. */
  administratorOf(request: FastifyRequest): Promise<Account>;
  /**
   * The account when the name and the password fit. A browser that has signed in to the account before has tries of its
   * own, which no stranger can use up.
   * @throws RateLimited after too many that did not fit; LimitExceeded while too many others are being tried.
   */
  check(
    request: FastifyRequest,
    username: string,
    password: string,
  ): Promise<CheckedAccount | undefined>;
  /**
   * A new session, whose cookie goes with the reply; one from before is closed.
   * @param device the browser's cookie of that name, where the request comes from another site and so has none.
   * @throws AccountRefused `changedMeanwhile`; LimitExceeded
   */
  open(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account | CheckedAccount,
    device?: string,
  ): Promise<void>;
  /** From now on this browser is known at the account: after a sign-in, and after a change of the password. */
  remember(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account,
    device?: string,
  ): Promise<void>;
  /** Closes the session that the request carries, if it carries one. */
  close(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export interface SignInParts {
  accounts: AccountStore;
  apiTokens: ApiTokenStore;
  /** The one of API_TOKEN. */
  apiToken: string | undefined;
  devices: DeviceCookies;
  readCookie: ReadCookie;
  audit: AuditLog;
  failedSignIns: FailedSignIns;
  tokenUses: TokenUses;
  limiter: Limiter;
}

export function sessionRoutes(server: FastifyInstance, parts: SignInParts): SignIn {
  const {
    accounts,
    apiTokens,
    apiToken,
    devices,
    readCookie,
    audit,
    failedSignIns,
    tokenUses,
    limiter,
  } = parts;
  // Of one address on one account; of one address (a county may be behind it); and on one account from
  // anywhere: strangers use that up, and it keeps out strangers alone, where nobody has signed in to it. A known device
  // has its own.
  const guesses = {
    pair: createFailureBudget(10, 300),
    address: createFailureBudget(30, 300),
    account: createFailureBudget(50, 300),
    device: createFailureBudget(10, 300),
    apiToken: createFailureBudget(20, 60),
  };
  /** Addresses with the accounts that were signed in to there: where an owner may come by a new browser. */
  const places = new LRUCache<string, true>({ max: MAX_PLACES });

  async function accountOf(request: IncomingMessage): Promise<Account | undefined> {
    const token = readCookie(request, 'session');
    return token === undefined ? undefined : accounts.ofSession(token);
  }

  async function sessionOf(request: FastifyRequest) {
    const token = readCookie(request.raw, 'session');
    const account = token === undefined ? undefined : await accounts.ofSession(token);
    if (token === undefined || account === undefined) throw notSignedIn();
    return { account, token };
  }

  async function callerByMadeToken(token: string): Promise<TokenCaller | undefined> {
    const known = await apiTokens.use(token);
    if (known === undefined) return undefined;
    const { id: tokenId, name, scope } = known;
    return { by: 'apiToken', tokenId, name, scope };
  }

  function callerBySettings(token: string): TokenCaller | undefined {
    if (apiToken === undefined || !isSameSecret(token, apiToken)) return undefined;
    return { by: 'apiToken', tokenId: undefined, name: 'API_TOKEN', scope: 'manage' };
  }

  const signIn: SignIn = {
    accountOf,
    sessionOf,

    async callerOf(request, scope) {
      const bearer = bearerOf(request);
      if (bearer !== undefined) {
        // Of 256 bits, and so not to be guessed: who tries others stops no system behind the same address.
        const caller =
          (await callerByMadeToken(bearer)) ??
          (await guesses.apiToken.attempt(guesserOf(request.ip), async () =>
            callerBySettings(bearer),
          ));
        if (caller === undefined) throw notSignedIn();
        tokenUses.add(caller);
        if (!mayAs(caller, scope)) {
          throw new Problem(403, 'scopeMissing', `The token must have the scope ${scope}.`);
        }
        return caller;
      }
      return { by: 'session', account: (await sessionOf(request)).account };
    },

    async administratorOf(request) {
      const { account } = await sessionOf(request);
      if (account.role !== 'administrator') {
        throw new Problem(403, 'notAdministrator', 'Only administrators may do this.');
      }
      return account;
    },

    async check(request, username, password) {
      const address = guesserOf(request.ip);
      // As it will be looked up: another spelling is no other account to guess at.
      const name = spellUsername(username);
      const device = await devices.deviceOf(readCookie(request.raw, 'device'), name);
      const isKnown = device !== undefined;
      const place = limiter.acquire(isKnown ? 'knownPasswordChecks' : 'passwordChecks', {
        address,
        account: name,
      });
      const verify = async () => {
        // Spent by right passwords alone: no stranger keeps the owner out by it.
        limiter.check('signIns', { account: name });
        return accounts.check(name, password, isKnown ? 'urgent' : 'usual');
      };
      const pair = `${address} ${name}`;
      const tryAsStranger = () =>
        guesses.address.attempt(address, () =>
          guesses.pair.attempt(pair, () =>
            places.has(pair) ? verify() : guesses.account.attempt(name, verify),
          ),
        );
      try {
        const account = await (isKnown ? guesses.device.attempt(device, verify) : tryAsStranger());
        if (account !== undefined) places.set(pair, true);
        return account;
      } finally {
        place.release();
      }
    },

    async open(request, reply, account, device) {
      limiter.consume('signIns', { account: account.username });
      // A session from before is closed, so that none that was planted lives on.
      const former = readCookie(request.raw, 'session');
      if (former !== undefined) await accounts.closeSession(former);
      const token = await accounts.openSession(account);
      setOwnCookie(request, reply, 'session', token, SESSION_MS);
      await signIn.remember(request, reply, account, device);
      await audit.note({ deed: 'signedIn', by: byAccount(account) });
    },

    async remember(request, reply, account, device = readCookie(request.raw, 'device')) {
      const cookie = await devices.remember(device, account);
      if (cookie !== undefined) setOwnCookie(request, reply, 'device', cookie, DEVICE_MS);
    },

    async close(request, reply) {
      const token = readCookie(request.raw, 'session');
      clearOwnCookie(request, reply, 'session');
      if (token === undefined) return;
      const account = await accounts.ofSession(token);
      await accounts.closeSession(token);
      if (account !== undefined) await audit.note({ deed: 'signedOut', by: byAccount(account) });
    },
  };

  server.post('/api/session', async (request, reply) => {
    const { username, password } = parseBody(credentials, request.body);
    const account = await signIn.check(request, username, password);
    if (account === undefined) {
      failedSignIns.add(await accounts.spelled(username));
      throw signInFailed();
    }
    await signIn.open(request, reply, account);
    return describe(account);
  });

  server.get('/api/session', async (request) => describe((await sessionOf(request)).account));

  server.delete('/api/session', async (request, reply) => {
    await signIn.close(request, reply);
    return reply.code(204).send();
  });

  return signIn;
}

/** By what a token is for; whoever is signed in may do what their role lets them. */
export const mayAs = (caller: Caller, scope: TokenScope): boolean =>
  caller.by === 'session' || SCOPES.indexOf(caller.scope) >= SCOPES.indexOf(scope);

const describe = ({ username, displayName, role, hasPassword }: Account): SessionDescription => ({
  username,
  displayName,
  role,
  hasPassword,
});
const notSignedIn = () => new Problem(401, 'notSignedIn', 'Sign in, or send a valid bearer token.');
