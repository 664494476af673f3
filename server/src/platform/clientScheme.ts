// Whether a client speaks HTTPS: with us, with a trusted proxy, or with another server of the cluster.
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import proxyAddr from '@fastify/proxy-addr';
import { passedOnClientOf } from './passedOnClient.ts';

/** @param trustedProxies whose X-Forwarded-Proto is trusted. */
export function httpsReader(trustedProxies: string[]): (request: IncomingMessage) => boolean {
  const isTrusted = proxyAddr.compile(trustedProxies);
  return (request) => {
    const { socket, headers } = request;
    const passedOn = passedOnClientOf(request);
    if (passedOn !== undefined) return passedOn.isHttps;
    // Like Fastify's `request.protocol`: the entry of the proxy nearest to us.
    const forwarded = String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim();
    const isForwarded = isTrusted(socket.remoteAddress ?? '', 0);
    return isForwarded && forwarded ? forwarded === 'https' : socket instanceof TLSSocket;
  };
}
