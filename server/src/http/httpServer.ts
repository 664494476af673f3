// The HTTP server: security headers, the API's routes, and the built client.
import type { FastifyInstance, FastifyReply } from 'fastify';
import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { normalizeForwardedFor } from '../platform/clientAddress.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import { isOwnOrigin } from '../platform/ownOrigin.ts';
import { Problem } from './problem.ts';
import { securityHeaders } from './securityHeaders.ts';
import { limitTcpConnections } from './tcpConnections.ts';
import type { TlsFiles } from './tls.ts';

export interface HttpServerOptions {
  tls: TlsFiles | undefined;
  /** Whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: string[];
  /** The server's own origin, where PUBLIC_URL says it. */
  publicUrl: string | undefined;
  limiter: Limiter;
  log: Log;
}

function refuseSchema(): never {
  throw new Error('Fastify validates nothing here: give addRoute() the schemas');
}

/** A server with its headers and error answers; routes are added by the caller, then it listens. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    ...(options.tls === undefined ? {} : { https: options.tls }),
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    // Two passwords of a thousand characters, in three bytes each. A slow client holds as much, and there may be 20,000.
    bodyLimit: 8 * 1024,
    // Drops clients that take longer to send a request,
    requestTimeout: 30_000,
    // and those that neither send nor read anything for this long; longer than Engine.IO keeps a poll waiting.
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    // To addresses that nobody can read: Fastify's own answer repeats them, and has no name.
    frameworkErrors(error, _request, reply: FastifyReply) {
      const { status, body } = Problem.from(error);
      void reply.header('X-Content-Type-Options', 'nosniff').code(status);
      void reply.type('application/problem+json').send(body);
    },
    // Routes validate with zod (api/addRoute.ts): Ajv and fast-json-stringify, which hold 6 MB, are never loaded.
    schemaController: {
      compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema },
    },
    // Requests carry call IDs and addresses: they are not logged.
    logger: false,
    // Open sockets must not hold up a stop.
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  // Before anything asks for `request.ip`.
  server.addHook('onRequest', async ({ raw }) => normalizeForwardedFor(raw));
  limitTcpConnections(server.server, options.trustedProxies, options.limiter);
  await server.register(fastifyCookie);
  await securityHeaders(server, { isTls: options.tls !== undefined });
  // Beside SameSite=Strict cookies: no page of another origin, also of the same site, changes anything here.
  server.addHook('onRequest', async ({ method, headers }) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return;
    if (!isOwnOrigin(headers, options.publicUrl)) {
      throw new Problem(403, 'foreignOrigin', 'Pages of another origin may change nothing here.');
    }
  });
  server.setErrorHandler((error, _request, reply) => {
    const problem = Problem.from(error);
    if (problem.status >= 500) options.log.error({ err: error }, 'HTTP request failed');
    if (problem.retryAfterSeconds !== undefined) {
      void reply.header('Retry-After', String(problem.retryAfterSeconds));
    }
    void reply.code(problem.status).type('application/problem+json').send(problem.body);
  });
  return server;
}
