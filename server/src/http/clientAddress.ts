// Whom a limit is kept for: an IPv4 address, or the /64 that an IPv6 one belongs to.
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/** `request.ip` heeds X-Forwarded-For only from trusted proxies. */
export function clientAddress(request: FastifyRequest): string {
  if (!ipaddr.isValid(request.ip)) return request.ip;
  const address = ipaddr.process(request.ip);
  if (address.kind() === 'ipv4') return address.toString();
  return address.toNormalizedString().split(':').slice(0, 4).join(':');
}
