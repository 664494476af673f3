// Signing in and out, and who asks: a session's cookie, or a system's bearer token.
import { credentials, type SessionDescription } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Account, type AccountStore, SESSION_MS } from '../accounts/accountStore.ts';
import type { ApiTokenStore } from '../accounts/apiTokenStore.ts';
import { limitKey } from '../clientAddress.ts';
import { createGuessLimit } from '../guessing/guessLimit.ts';
import { isSameSecret } from '../isSameSecret.ts';
import { bearerOf } from './bearerToken.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';

const COOKIE = 'session';

/**
 * One of the county's own systems, by API_TOKEN (which is then its name) or one that an administrator has made
 * (then with its id), or a member of staff who is signed in.
 */
export type Caller =
  | { by: 'apiToken'; tokenId: string | undefined; name: string }
  | { by: 'session'; account: Account };

export interface SignIn {
  /** Who is signed in by these cookies, as they stand in the request's header. */
  accountOf(cookies: string | undefined): Promise<Account | undefined>;
  /** @throws Problem 401 when the request carries neither a right token nor a live session. */
  callerOf(request: FastifyRequest): Promise<Caller>;
  /** Who is signed in, and by which token. @throws Problem 401; a bearer token will not do. */
  sessionOf(request: FastifyRequest): Promise<{ account: Account; token: string }>;
  /** @throws Problem 401, and 403 to whoever is no administrator; a bearer token will not do. */
  administratorOf(request: FastifyRequest): Promise<Account>;
  /** The account when the name and the password fit. @throws Problem 429 after too many that did not. */
  check(request: FastifyRequest, username: string, password: string): Promise<Account | undefined>;
  /** A new session, whose cookie goes with the reply; one from before is closed. */
  open(request: FastifyRequest, reply: FastifyReply, account: Account): Promise<void>;
  /** Closes the session that the request carries, if it carries one. */
  close(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export interface SignInParts {
  accounts: AccountStore;
  apiTokens: ApiTokenStore;
  /** The one of API_TOKEN. */
  apiToken: string | undefined;
}

export function sessionRoutes(
  server: FastifyInstance,
  { accounts, apiTokens, apiToken }: SignInParts,
): SignIn {
  // Of one address on one account; of one address (a county may be behind it); and on one account from
  // anywhere, so high that nobody is locked out by a stranger's handful of wrong tries.
  const guesses = {
    pair: createGuessLimit(10, 300),
    address: createGuessLimit(30, 300),
    account: createGuessLimit(50, 300),
    apiToken: createGuessLimit(20, 60),
  };
  const cookieOptions = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    // Strict also closes CSRF: no other site's request carries the cookie.
    sameSite: 'strict' as const,
    secure: request.protocol === 'https',
  });

  async function accountOf(cookies: string | undefined): Promise<Account | undefined> {
    const token = server.parseCookie(cookies ?? '')[COOKIE];
    return token === undefined ? undefined : accounts.ofSession(token);
  }

  async function sessionOf(request: FastifyRequest) {
    const token = request.cookies[COOKIE];
    const account = token === undefined ? undefined : await accounts.ofSession(token);
    if (token === undefined || account === undefined) throw notSignedIn();
    return { account, token };
  }

  async function callerByToken(token: string): Promise<Caller | undefined> {
    if (apiToken !== undefined && isSameSecret(token, apiToken)) {
      return { by: 'apiToken', tokenId: undefined, name: 'API_TOKEN' };
    }
    const known = await apiTokens.use(token);
    if (known === undefined) return undefined;
    return { by: 'apiToken', tokenId: known.id, name: known.name };
  }

  const signIn: SignIn = {
    accountOf,
    sessionOf,

    async callerOf(request) {
      const bearer = bearerOf(request);
      if (bearer !== undefined) {
        const caller = await guesses.apiToken.try(limitKey(request.ip), () =>
          callerByToken(bearer),
        );
        if (caller === undefined) throw notSignedIn();
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

    check(request, username, password) {
      const address = limitKey(request.ip);
      const name = username.toLowerCase();
      return guesses.address.try(address, () =>
        guesses.pair.try(`${address} ${name}`, () =>
          guesses.account.try(name, () => accounts.check(username, password)),
        ),
      );
    },

    async open(request, reply, account) {
      // A session from before is closed, so that none that was planted lives on.
      const former = request.cookies[COOKIE];
      if (former !== undefined) await accounts.closeSession(former);
      const token = await accounts.openSession(account);
      const maxAge = SESSION_MS / 1000;
      void reply.setCookie(COOKIE, token, { ...cookieOptions(request), maxAge });
    },

    async close(request, reply) {
      const token = request.cookies[COOKIE];
      if (token !== undefined) await accounts.closeSession(token);
      void reply.clearCookie(COOKIE, cookieOptions(request));
    },
  };

  server.post('/api/session', async (request, reply) => {
    const { username, password } = parseBody(credentials, request.body);
    const account = await signIn.check(request, username, password);
    if (account === undefined) {
      throw new Problem(401, 'signInFailed', 'The user name or the password is wrong.');
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

const describe = ({ username, displayName, role, hasPassword }: Account): SessionDescription => ({
  username,
  displayName,
  role,
  hasPassword,
});
const notSignedIn = () => new Problem(401, 'notSignedIn', 'Sign in, or send a valid bearer token.');
