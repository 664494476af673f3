// Signing in by the county's identity provider: off to it, and back from it.
import type { SignInWays } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { DeviceCookies } from '../accounts/deviceCookies.ts';
import type { OidcAccounts } from '../accounts/oidcAccounts.ts';
import { type OidcProvider, oidcTransaction } from '../accounts/oidcProvider.ts';
import { guesserOf } from '../platform/clientAddress.ts';
import { createFailureBudget, RateLimited } from '../guessing/failureBudget.ts';
import { LimitExceeded } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { isOwnOrigin } from '../platform/ownOrigin.ts';
import { clearOwnCookie, type ReadCookie, setOwnCookie } from './ownCookies.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';

const PATH = '/api/session/oidc';
/** How long somebody may take at the provider. */
const TRANSACTION_MS = 600_000;

export const OIDC_CALLBACK = `${PATH}/callback`;

/** What the sign-in page says to whoever comes back without a session. */
type OidcProblem = 'oidcUnreachable' | 'oidcFailed' | 'oidcNoRole' | 'oidcClosed' | 'tooMany';

/** What the browser keeps meanwhile. The cookie of its device stays away when it comes back from another site. */
const begun = oidcTransaction.extend({ device: z.string().max(1_000).optional() });

export interface OidcRoutesParts {
  /** Undefined when none is configured. */
  provider: OidcProvider | undefined;
  /** The name that its button says. */
  name: string | undefined;
  oidcAccounts: OidcAccounts;
  devices: DeviceCookies;
  readCookie: ReadCookie;
  signIn: SignIn;
  log: Log;
}

export function oidcRoutes(server: FastifyInstance, parts: OidcRoutesParts): void {
  const { provider, name, oidcAccounts, devices, readCookie, signIn, log } = parts;
  // Each callback asks the provider once: nobody may have it asked without end. A known device has tries of its own,
  // which nobody behind the same address can use up.
  const guesses = { address: createFailureBudget(30, 300), device: createFailureBudget(10, 300) };
  const mayLog = createLogThrottle();

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
      const device = readCookie(request.raw, 'device')?.slice(0, 1_000);
      const text = JSON.stringify({ ...transaction, device });
      const value = Buffer.from(text).toString('base64url');
      setOwnCookie(request, reply, 'oidc', value, TRANSACTION_MS);
      return await reply.redirect(url.href, 303);
    } catch (error) {
      if (mayLog('unreachable'))
        log.error(described(error), 'the identity provider cannot be reached');
      return backWith(reply, 'oidcUnreachable');
    }
  });

  server.get(OIDC_CALLBACK, async (request, reply) => {
    const asked = configured();
    const brought = readBegun(readCookie(request.raw, 'oidc'));
    // Once only, whatever comes of it.
    clearOwnCookie(request, reply, 'oidc');
    if (brought === undefined) return backWith(reply, 'oidcFailed');
    try {
      const query = new URL(request.url, 'http://here').searchParams;
      const { device: cookie, ...transaction } = brought;
      const device = await devices.deviceOfAny(cookie);
      const finish = () => asked.finish(query, transaction);
      const person = await (device === undefined
        ? guesses.address.attempt(guesserOf(request.ip), finish)
        : guesses.device.attempt(device, finish));
      if (person === undefined) return backWith(reply, 'oidcFailed');
      const account = await oidcAccounts.signIn(person);
      if (account === 'noRole') return backWith(reply, 'oidcNoRole');
      if (account === 'closed') return backWith(reply, 'oidcClosed');
      await signIn.open(request, reply, account, cookie);
      return await reply.redirect('/spaces', 303);
    } catch (error) {
      if (error instanceof RateLimited || error instanceof LimitExceeded)
        return backWith(reply, 'tooMany');
      if (mayLog('failed')) log.warn(described(error), 'a sign-in by the identity provider failed');
      return backWith(reply, 'oidcFailed');
    }
  });
}

function readBegun(cookie: string | undefined): z.output<typeof begun> | undefined {
  if (cookie === undefined) return undefined;
  try {
    const text = Buffer.from(cookie, 'base64url').toString('utf8');
    return begun.safeParse(JSON.parse(text)).data;
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
