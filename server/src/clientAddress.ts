// Whom a limit is kept for: an IPv4 address, or the /64 that an IPv6 one belongs to.
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';

/**
 * @param trustedProxies whose X-Forwarded-For is believed.
 * @returns what tells the client's address behind our own proxies.
 */
export function clientAddresses(trustedProxies: string[]): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile(trustedProxies);
  return (request) => limitKey(proxyAddr(request, isTrusted));
}

/** One household or office has a whole IPv6 /64 to choose addresses from. */
export function limitKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toNormalizedString().split(':').slice(0, 4).join(':');
}
