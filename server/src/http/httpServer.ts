// The HTTP server without its routes: limits, security headers, and how errors are answered.
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
  /** Whose X-Forwarded-For and X-Forwarded-Proto are trusted. */
  trustedProxies: string[];
  /** The setting PUBLIC_URL: the server's own origin. */
  publicUrl: string | undefined;
  /** Of the style elements that pages may have, for the Content-Security-Policy. */
  styleHashes: readonly string[];
  limiter: Limiter;
  log: Log;
}

function refuseSchema(): never {
  throw new Error('Fastify validates nothing here: give addRoute() the schemas');
}

/** The caller adds routes, then lets it listen. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    ...(options.tls === undefined ? {} : { https: options.tls }),
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    // Room for two passwords of 1,000 characters with three bytes each. Up to 20,000 slow clients may each hold as much.
    bodyLimit: 8 * 1024,
    // Drop clients that take longer than 30 s to send a request.
    requestTimeout: 30_000,
    // Drop connections that are idle for a minute, which is longer than Engine.IO holds a poll.
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    // For malformed URLs: Fastify's own reply would repeat them, and have no title.
    frameworkErrors(error, _request, reply: FastifyReply) {
      const { status, body } = Problem.from(error);
      void reply.header('X-Content-Type-Options', 'nosniff').code(status);
      void reply.type('application/problem+json').send(body);
    },
    // Routes validate with zod (api/addRoute.ts): Ajv and fast-json-stringify, 113 modules, are never loaded.
    schemaController: {
      compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema },
    },
    // Requests are not logged: they carry call IDs and IP addresses.
    logger: false,
    // Open connections must not delay a shutdown.
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  // Before anything reads `request.ip`.
  server.addHook('onRequest', async ({ raw }) => normalizeForwardedFor(raw));
  limitTcpConnections(server.server, options.trustedProxies, options.limiter);
  await server.register(fastifyCookie);
  await securityHeaders(server, {
    isTls: options.tls !== undefined,
    styleHashes: options.styleHashes,
  });
  // SameSite=Strict cookies stop cross-site requests; this also stops other origins of the same site.
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
