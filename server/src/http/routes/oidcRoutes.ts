// Signing in by the county's identity provider (OpenID Connect): the way to it and back.
import { signInWays } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DeviceCookies } from '../../accounts/deviceCookies.ts';
import type { OidcAccounts } from '../../accounts/oidcAccounts.ts';
import { type OidcProvider, oidcTransaction } from '../../accounts/oidcProvider.ts';
import { guessKey } from '../../platform/clientAddress.ts';
import { createFailureBudget, RateLimited } from '../../guessing/failureBudget.ts';
import type { OpenCounts } from '../../guessing/windowCounts.ts';
import { LimitExceeded } from '../../limits/limiter.ts';
import type { Log } from '../../platform/log.ts';
import { createLogThrottle } from '../../platform/logThrottle.ts';
import { isOwnOrigin } from '../../platform/ownOrigin.ts';
import { type Access, anybody } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, redirect } from '../api/reply.ts';
import { clearSignInCookie, type ReadCookie, setSignInCookie } from '../signIn/signInCookies.ts';
import { Problem } from '../problem.ts';
import type { Sessions } from '../signIn/sessions.ts';

/** How long somebody may take at the provider. */
const TRANSACTION_MS = 600_000;

export const OIDC_CALLBACK = '/api/session/oidc/callback';

/** Why somebody comes back without a session; the sign-in page explains it. */
type OidcProblem = 'oidcUnreachable' | 'oidcFailed' | 'oidcNoRole' | 'oidcClosed' | 'tooMany';

/** The cookie that the browser keeps meanwhile. It has the device, whose own cookie is not sent on the way back. */
const keptTransaction = oidcTransaction.extend({ device: z.string().max(1_000).optional() });

export interface OidcRoutesDeps {
  /** Undefined when none is configured. */
  provider: OidcProvider | undefined;
  /** The label of its button. */
  name: string | undefined;
  oidcAccounts: OidcAccounts;
  devices: DeviceCookies;
  readCookie: ReadCookie;
  sessions: Sessions;
  openCounts: OpenCounts;
  log: Log;
}

const tag = 'Signing in';

export function oidcRoutes(server: FastifyInstance, deps: OidcRoutesDeps): void {
  const { provider, name, oidcAccounts, devices, readCookie, sessions, openCounts, log } = deps;
  // Each callback makes the provider do work, so callbacks are limited. A known device has tries of its own, which nobody
  // behind the same address can use up.
  const guesses = {
    address: createFailureBudget(openCounts('identity provider by address', 300), 30),
    device: createFailureBudget(openCounts('identity provider by device', 300), 10),
  };
  const mayLog = createLogThrottle();

  /** Whoever comes, while a provider is configured. */
  const access: Access<{ provider: OidcProvider }> = {
    ...anybody,
    refusals: { noIdentityProvider: 404 },
    grant() {
      if (provider !== undefined) return { provider };
      throw new Problem(404, 'noIdentityProvider', 'No identity provider is configured.');
    },
  };

  /** @returns the page to go to. */
  async function finish(request: FastifyRequest, reply: FastifyReply, asked: OidcProvider) {
    const transaction = readTransaction(readCookie(request.raw, 'oidc'));
    // It is good for one try, whatever comes of it.
    clearSignInCookie(request, reply, 'oidc');
    if (transaction === undefined) return signInPage('oidcFailed');
    try {
      const query = new URL(request.url, 'http://here').searchParams;
      const { device: cookie, ...begun } = transaction;
      const device = await devices.deviceOfAny(cookie);
      const exchange = () => asked.finish(query, begun);
      const person = await (device === undefined
        ? guesses.address.attempt(guessKey(request.ip), exchange)
        : guesses.device.attempt(device, exchange));
      if (person === undefined) return signInPage('oidcFailed');
      const account = await oidcAccounts.signIn(person);
      if (account === 'noRole') return signInPage('oidcNoRole');
      if (account === 'closed') return signInPage('oidcClosed');
      await sessions.open(request, reply, account, cookie);
      return '/spaces';
    } catch (error) {
      if (error instanceof RateLimited || error instanceof LimitExceeded) {
        return signInPage('tooMany');
      }
      if (mayLog('failed')) log.warn(described(error), 'a sign-in by the identity provider failed');
      return signInPage('oidcFailed');
    }
  }

  addRoute(server, {
    method: 'GET',
    path: '/api/session/ways',
    tag,
    summary: 'Lists the ways to sign in besides username and password.',
    access: anybody,
    reply: json(signInWays),
    handler: () => ({ oidc: provider === undefined ? null : { name: name ?? null } }),
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/session/oidc',
    tag,
    summary: 'Redirects the browser to the identity provider.',
    access,
    reply: redirect('To the identity provider, or back to /sign-in?problem=….'),
    async handler({ provider: asked, request, reply }) {
      // Here rather than on return: a browser that comes back from another site sends no SameSite=Strict cookie. Not for
      // pages of other sites, which could sign people out by it.
      if (isOwnOrigin(request.headers, undefined)) await sessions.close(request, reply);
      try {
        const { url, transaction } = await asked.start();
        const device = readCookie(request.raw, 'device')?.slice(0, 1_000);
        const text = JSON.stringify({ ...transaction, device });
        const value = Buffer.from(text).toString('base64url');
        setSignInCookie(request, reply, 'oidc', value, TRANSACTION_MS);
        return url.href;
      } catch (error) {
        if (mayLog('unreachable')) {
          log.error(described(error), 'the identity provider cannot be reached');
        }
        return signInPage('oidcUnreachable');
      }
    },
  });

  addRoute(server, {
    method: 'GET',
    path: OIDC_CALLBACK,
    tag,
    summary: 'The identity provider redirects the browser to this address.',
    access,
    reply: redirect('To /spaces with a session, or to /sign-in?problem=….'),
    handler: ({ provider: asked, request, reply }) => finish(request, reply, asked),
  });
}

const signInPage = (problem: OidcProblem) => `/sign-in?problem=${problem}`;

function readTransaction(cookie: string | undefined): z.output<typeof keptTransaction> | undefined {
  if (cookie === undefined) return undefined;
  try {
    const text = Buffer.from(cookie, 'base64url').toString('utf8');
    return keptTransaction.safeParse(JSON.parse(text)).data;
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
