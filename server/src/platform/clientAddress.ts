// Whom a limit is kept for: an IPv4 address, or the /64 that an IPv6 one belongs to.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';

/**
 * @param trustedProxies whose X-Forwarded-For is believed.
 * @returns what tells the client's address behind our own proxies.
 */
export function clientAddressReader(
  trustedProxies: string[],
): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile(trustedProxies);
  // Asked at several doors for the same request.
  const known = new WeakMap<IncomingMessage, string>();
  return (request) => {
    let key = known.get(request);
    if (key === undefined) {
      normalizeForwardedFor(request);
      key = limitKey(proxyAddr(request, isTrusted));
      known.set(request, key);
    }
    return key;
  };
}

/**
 * Leaves nothing but addresses in X-Forwarded-For: some proxies add the port (`192.0.2.1:5555`, `[2001:db8::1]:5555`),
 * and each would be a client of its own. Before something that is no address the header ends: the client is then the
 * proxy that wrote it.
 */
export function normalizeForwardedFor({ headers }: IncomingMessage): void {
  const header = headers['x-forwarded-for'];
  if (typeof header !== 'string') return;
  const entries = header.split(',').map((entry) => withoutPort(entry.trim()));
  const lastForeign = entries.findLastIndex((entry) => isIP(entry) === 0);
  headers['x-forwarded-for'] = entries.slice(lastForeign + 1).join(', ');
}

function withoutPort(entry: string): string {
  const [, v6, v4] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry) ?? [];
  return v6 ?? v4 ?? entry;
}

/**
 * Whose share of what there is somebody takes: of IPv6 the /48 that a customer may have (RFC 6177), with 65,536 of those
 * networks in it; many households can have one of them together, as they can one IPv4 address.
 * @param key of `limitKey`; what is no IPv6 network stays as it is.
 */
export const siteOf = (key: string): string =>
  key.replace(/^([\da-f]+:[\da-f]+:[\da-f]+):[\da-f]+$/, '$1');

/** Whose wrong passwords and tokens are counted together: with a /64 of its own for each, a site has 65,536 times the tries. */
export const guessKey = (ip: string): string => siteOf(limitKey(ip));

/** One household or office has a whole IPv6 /64 to choose addresses from. */
export function limitKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toNormalizedString().split(':').slice(0, 4).join(':');
}
