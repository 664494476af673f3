// The HTTP API's description, for programs and for people.
import type { FastifyInstance } from 'fastify';
import { docsPage, docsStyle } from './docsPage.ts';
import { openApiDocument } from './openApiDocument.ts';

/** The routes under /api, `GET /api/spaces/:id`, as they are added from now on: what must be described. */
export function apiRoutesOf(server: FastifyInstance): ReadonlySet<string> {
  const routes = new Set<string>();
  server.addHook('onRoute', ({ method, url }) => {
    // Fastify adds a HEAD to each GET by itself.
    const methods = [method].flat().filter((one) => one !== 'HEAD');
    if (url.startsWith('/api/')) for (const one of methods) routes.add(`${one} ${url}`);
  });
  return routes;
}

/** @param publicUrl where the service is reached. */
export function openApiRoutes(
  server: FastifyInstance,
  { publicUrl, version }: { publicUrl: string; version: string },
): void {
  const document = JSON.stringify(openApiDocument(publicUrl, version));
  const page = docsPage();
  server.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  server.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  server.get('/api/docs.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(docsStyle),
  );
}
