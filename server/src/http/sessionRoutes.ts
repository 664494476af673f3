// Signing in and out, and who asks: a session's cookie, or the API's bearer token.
import { createHash, timingSafeEqual } from 'node:crypto';
import { credentials, type SessionDescription } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Account, type AccountStore, SESSION_MS } from '../accounts/accountStore.ts';
import { limitKey } from '../clientAddress.ts';
import { createGuessLimit } from '../guessLimit.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';

const COOKIE = 'session';

/** The county's own system, by API_TOKEN, or a member of staff who is signed in. */
export type Caller = { by: 'apiToken' } | { by: 'session'; account: Account };

export interface SignIn {
  /** Who is signed in by these cookies, as they stand in the request's header. */
  accountOf(cookies: string | undefined): Promise<Account | undefined>;
  /** @throws Problem 401 when the request carries neither a right token nor a live session. */
  callerOf(request: FastifyRequest): Promise<Caller>;
}

export interface SignInParts {
  accounts: AccountStore;
  apiToken: string | undefined;
}

export function sessionRoutes(
  server: FastifyInstance,
  { accounts, apiToken }: SignInParts,
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

  server.post('/api/session', async (request, reply) => {
    const { username, password } = parseBody(credentials, request.body);
    const address = limitKey(request.ip);
    const name = username.toLowerCase();
    const account = await guesses.address.try(address, () =>
      guesses.pair.try(`${address} ${name}`, () =>
        guesses.account.try(name, () => accounts.check(username, password)),
      ),
    );
    if (account === undefined) {
      throw new Problem(401, 'signInFailed', 'The user name or the password is wrong.');
    }
    // A session from before is closed, so that none that was planted lives on.
    const former = request.cookies[COOKIE];
    if (former !== undefined) await accounts.closeSession(former);
    const token = await accounts.openSession(account);
    void reply.setCookie(COOKIE, token, { ...cookieOptions(request), maxAge: SESSION_MS / 1000 });
    return describe(account);
  });

  server.get('/api/session', async (request) => {
    const account = await accountOf(request.headers.cookie);
    if (account === undefined) throw notSignedIn();
    return describe(account);
  });

  server.delete('/api/session', async (request, reply) => {
    const token = request.cookies[COOKIE];
    if (token !== undefined) await accounts.closeSession(token);
    void reply.clearCookie(COOKIE, cookieOptions(request));
    return reply.code(204).send();
  });

  return {
    accountOf,

    async callerOf(request) {
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      if (bearer !== undefined) {
        const caller = await guesses.apiToken.try(limitKey(request.ip), async () =>
          apiToken !== undefined && isSame(bearer, apiToken)
            ? ({ by: 'apiToken' } as const)
            : undefined,
        );
        if (caller === undefined) throw notSignedIn();
        return caller;
      }
      const account = await accountOf(request.headers.cookie);
      if (account === undefined) throw notSignedIn();
      return { by: 'session', account };
    },
  };
}

const describe = ({ username, role }: Account): SessionDescription => ({ username, role });
const notSignedIn = () => new Problem(401, 'notSignedIn', 'Sign in, or send a valid bearer token.');

/** In constant time, whatever the lengths. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
