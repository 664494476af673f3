// Serves the description of the HTTP API, for programs and for people.
import type { FastifyInstance } from 'fastify';
import { anybody } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { type Operation, operationOf } from '../api/operation.ts';
import { file } from '../api/reply.ts';
import { docsPage, docsStyle } from '../openApi/docsPage.ts';
import { type ApiInfo, openApiDocument } from '../openApi/openApiDocument.ts';

const tag = 'This document';

/**
 * Call it before adding other routes. From then on, adding a route under /api without a description throws.
 * @returns the operations; grows as routes are added.
 */
export function openApiRoutes(server: FastifyInstance, info: ApiInfo): readonly Operation[] {
  const operations: Operation[] = [];
  server.addHook('onRoute', (route) => {
    // Fastify adds a HEAD for each GET.
    if (route.url.startsWith('/api/') && route.method !== 'HEAD') {
      operations.push(operationOf(route));
    }
  });

  // Made on the first request: a server that is never asked saves 4 MB.
  const document = once(() => JSON.stringify(openApiDocument(operations, info)));
  const page = once(() => docsPage(operations));

  addRoute(server, {
    method: 'GET',
    path: '/api/openapi.json',
    tag,
    summary: 'This API as an OpenAPI 3.1 document.',
    access: anybody,
    reply: file('application/json; charset=utf-8', 'The document.'),
    handler: document,
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/docs',
    tag,
    summary: 'This API as a page for people.',
    access: anybody,
    reply: file('text/html; charset=utf-8', 'The page.'),
    handler: page,
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/docs.css',
    tag,
    summary: 'The style sheet of that page.',
    access: anybody,
    reply: file('text/css; charset=utf-8', 'The style sheet.'),
    handler: () => docsStyle,
  });

  return operations;
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}
