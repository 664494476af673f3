// Signing in by the county's identity provider: off to it, and back from it.
import type { SignInWays } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OidcAccounts } from '../accounts/oidcAccounts.ts';
import {
  type OidcProvider,
  type OidcTransaction,
  oidcTransaction,
} from '../accounts/oidcProvider.ts';
import { limitKey } from '../clientAddress.ts';
import { createGuessLimit, TooManyGuesses } from '../guessing/guessLimit.ts';
import type { Log } from '../log.ts';
import { isOwnOrigin } from '../ownOrigin.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';

const COOKIE = 'oidc';
const PATH = '/api/session/oidc';
/** How long somebody may take at the provider. */
const TRANSACTION_SECONDS = 600;

export const OIDC_CALLBACK = `${PATH}/callback`;

/** What the sign-in page says to whoever comes back without a session. */
type OidcProblem = 'oidcUnreachable' | 'oidcFailed' | 'oidcNoRole' | 'oidcClosed' | 'tooMany';

export interface OidcRoutesParts {
  /** Undefined when none is configured. */
  provider: OidcProvider | undefined;
  /** The name that its button says. */
  name: string | undefined;
  oidcAccounts: OidcAccounts;
  signIn: SignIn;
  log: Log;
}

export function oidcRoutes(server: FastifyInstance, parts: OidcRoutesParts): void {
  const { provider, name, oidcAccounts, signIn, log } = parts;
  // Each callback asks the provider once: nobody may have it asked without end.
  const guesses = createGuessLimit(30, 300);

  const cookieOptions = (request: FastifyRequest) => ({
    path: PATH,
    httpOnly: true,
    // Lax, since the browser comes back from another site.
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
  });

  const backWith = (reply: FastifyReply, problem: OidcProblem) =>
    reply.redirect(`/sign-in?problem=${problem}`, 303);

  function configured(): OidcProvider {
    if (provider === undefined) {
      throw new Problem(404, 'noIdentityProvider', 'No identity provider is configured.');
    }
    return provider;
  }

  server.get('/api/session/ways', (): SignInWays => ({
    oidc: provider === undefined ? null : { name: name ?? null },
  }));

  server.get(PATH, async (request, reply) => {
    const asked = configured();
    // Here, since a browser that comes back from another site brings no cookie that is SameSite=Strict. Not for a page of
    // elsewhere that sends somebody here: it would sign them out.
    if (isOwnOrigin(request.headers, undefined)) await signIn.close(request, reply);
    try {
      const { url, transaction } = await asked.start();
      const value = Buffer.from(JSON.stringify(transaction)).toString('base64url');
      const maxAge = TRANSACTION_SECONDS;
      void reply.setCookie(COOKIE, value, { ...cookieOptions(request), maxAge });
      return await reply.redirect(url.href, 303);
    } catch (error) {
      log.error(described(error), 'the identity provider cannot be reached');
      return backWith(reply, 'oidcUnreachable');
    }
  });

  server.get(OIDC_CALLBACK, async (request, reply) => {
    const asked = configured();
    const transaction = readTransaction(request.cookies[COOKIE]);
    // Once only, whatever comes of it.
    void reply.clearCookie(COOKIE, cookieOptions(request));
    if (transaction === undefined) return backWith(reply, 'oidcFailed');
    try {
      const query = new URL(request.url, 'http://here').searchParams;
      const person = await guesses.try(limitKey(request.ip), () =>
        asked.finish(query, transaction),
      );
      if (person === undefined) return backWith(reply, 'oidcFailed');
      const account = await oidcAccounts.signIn(person);
      if (account === 'noRole') return backWith(reply, 'oidcNoRole');
      if (account === 'closed') return backWith(reply, 'oidcClosed');
      await signIn.open(request, reply, account);
      return await reply.redirect('/spaces', 303);
    } catch (error) {
      if (error instanceof TooManyGuesses) return backWith(reply, 'tooMany');
      log.warn(described(error), 'a sign-in by the identity provider failed');
      return backWith(reply, 'oidcFailed');
    }
  });
}

function readTransaction(cookie: string | undefined): OidcTransaction | undefined {
  if (cookie === undefined) return undefined;
  try {
    const text = Buffer.from(cookie, 'base64url').toString('utf8');
    return oidcTransaction.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Not the error as a whole: it may carry codes and tokens. */
function described(error: unknown): { reason: string } {
  if (!(error instanceof Error)) return { reason: 'unknown' };
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  return { reason: `${error.name}${code}: ${error.message}` };
}
