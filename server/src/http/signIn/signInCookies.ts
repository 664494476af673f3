// The cookies for signing in. Under HTTPS their prefix keeps other hosts, also of the same site, from planting one.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpsReader } from '../../platform/clientScheme.ts';

export type SignInCookie = 'session' | 'device' | 'oidc';

/** Reads one from an HTTP request or from a WebSocket's handshake. */
export type ReadCookie = (request: IncomingMessage, cookie: SignInCookie) => string | undefined;

/** RFC 6265bis §4.1.3.2: browsers accept `__Host-` only with Secure and Path=/, and without Domain. */
const nameOf = (cookie: SignInCookie, isHttps: boolean) => (isHttps ? `__Host-${cookie}` : cookie);

/** @param trustedProxies whose X-Forwarded-Proto is trusted. */
export function cookieReader(
  { parseCookie }: Pick<FastifyInstance, 'parseCookie'>,
  trustedProxies: string[],
): ReadCookie {
  const speaksHttps = httpsReader(trustedProxies);
  return (request, cookie) => {
    // Never falls back to the name without the prefix: such a cookie may have been planted.
    return parseCookie(request.headers.cookie ?? '')[nameOf(cookie, speaksHttps(request))];
  };
}

export function setSignInCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: SignInCookie,
  value: string,
  maxAgeMs: number,
): void {
  const maxAge = maxAgeMs / 1000;
  void reply.setCookie(nameOf(cookie, isHttps(request)), value, {
    ...flags(request, cookie),
    maxAge,
  });
}

export function clearSignInCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: SignInCookie,
): void {
  void reply.clearCookie(nameOf(cookie, isHttps(request)), flags(request, cookie));
}

const isHttps = (request: FastifyRequest) => request.protocol === 'https';

const flags = (request: FastifyRequest, cookie: SignInCookie) => ({
  path: '/',
  httpOnly: true,
  // Strict also prevents CSRF: requests from other sites do not carry the cookie. Lax for the return from the provider.
  sameSite: cookie === 'oidc' ? ('lax' as const) : ('strict' as const),
  secure: isHttps(request),
});
