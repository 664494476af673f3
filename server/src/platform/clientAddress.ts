// The client's address behind trusted proxies, and the keys that limits are counted by.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';
import { passedOnClientOf } from './passedOnClient.ts';

/**
 * @param trustedProxies addresses and networks whose X-Forwarded-For is believed.
 * @returns a function that gives the `limitKey` of a request's client.
 */
export function clientAddressReader(
  trustedProxies: string[],
): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile(trustedProxies);
  // Several limits ask for the same request.
  const cache = new WeakMap<IncomingMessage, string>();
  return (request) => {
    let key = passedOnClientOf(request)?.address ?? cache.get(request);
    if (key === undefined) {
      normalizeForwardedFor(request);
      key = limitKey(proxyAddr(request, isTrusted));
      cache.set(request, key);
    }
    return key;
  };
}

/**
 * Reduces X-Forwarded-For to addresses. Some proxies add ports (`192.0.2.1:5555`, `[2001:db8::1]:5555`), and each port
 * would count as a client of its own. Everything up to the last entry that is not an address is dropped: the client is
 * then the proxy that wrote that entry.
 */
export function normalizeForwardedFor({ headers }: IncomingMessage): void {
  const header = headers['x-forwarded-for'];
  if (typeof header !== 'string') return;
  const entries = header.split(',').map((entry) => withoutPort(entry.trim()));
  const lastInvalid = entries.findLastIndex((entry) => isIP(entry) === 0);
  headers['x-forwarded-for'] = entries.slice(lastInvalid + 1).join(', ');
}

function withoutPort(entry: string): string {
  const [, v6, v4] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry) ?? [];
  return v6 ?? v4 ?? entry;
}

/**
 * For IPv6 the /48 that a customer may have (RFC 6177), which contains 65,536 of the /64 networks of `limitKey`. Many
 * households may share one, as they may share an IPv4 address.
 * @param key from `limitKey`; anything but an IPv6 network is returned unchanged.
 */
export const siteOf = (key: string): string =>
  key.replace(/^([\da-f]+:[\da-f]+:[\da-f]+):[\da-f]+$/, '$1');

/** The key for counting wrong passwords and tokens: per /64, one site would have 65,536 times the attempts. */
export const guessKey = (ip: string): string => siteOf(limitKey(ip));

/** An IPv4 address, or the /64 network of an IPv6 address, within which a household or office chooses addresses freely. */
export function limitKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toNormalizedString().split(':').slice(0, 4).join(':');
}
