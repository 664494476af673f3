// Our own cookies, but for the one of a guest's browser: under HTTPS no other host, also of the same site, can plant one.
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import proxyAddr from '@fastify/proxy-addr';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export type OwnCookie = 'session' | 'device' | 'oidc';

/** Reads a cookie of ours from a request of HTTP or of a socket's handshake. */
export type ReadCookie = (request: IncomingMessage, cookie: OwnCookie) => string | undefined;

/** RFC 6265bis §4.1.3.2: a browser takes `__Host-` only with Secure and Path=/, and without Domain. */
const nameOf = (cookie: OwnCookie, isHttps: boolean) => (isHttps ? `__Host-${cookie}` : cookie);

/** @param trustedProxies whose X-Forwarded-Proto is believed. */
export function cookieReader(
  { parseCookie }: Pick<FastifyInstance, 'parseCookie'>,
  trustedProxies: string[],
): ReadCookie {
  const isTrusted = proxyAddr.compile(trustedProxies);
  return (request, cookie) => {
    const { socket, headers } = request;
    const isForwarded = isTrusted(socket.remoteAddress ?? '', 0);
    // As Fastify's `request.protocol` has it: what the proxy nearest to us says.
    const told = String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim();
    const isHttps = isForwarded && told ? told === 'https' : socket instanceof TLSSocket;
    // Not the one without the prefix as well: that one may have been planted.
    return parseCookie(headers.cookie ?? '')[nameOf(cookie, isHttps)];
  };
}

export function setOwnCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: OwnCookie,
  value: string,
  maxAgeMs: number,
): void {
  const maxAge = maxAgeMs / 1000;
  void reply.setCookie(nameOf(cookie, isHttps(request)), value, {
    ...flags(request, cookie),
    maxAge,
  });
}

export function clearOwnCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: OwnCookie,
): void {
  void reply.clearCookie(nameOf(cookie, isHttps(request)), flags(request, cookie));
}

const isHttps = (request: FastifyRequest) => request.protocol === 'https';

const flags = (request: FastifyRequest, cookie: OwnCookie) => ({
  path: '/',
  httpOnly: true,
  // Strict also closes CSRF: no other site's request carries the cookie. Lax where the browser comes back from another.
  sameSite: cookie === 'oidc' ? ('lax' as const) : ('strict' as const),
  secure: isHttps(request),
});
