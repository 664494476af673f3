// The description of the HTTP API, for programs and for people, made of the routes when it is first asked for.
import type { FastifyInstance } from 'fastify';
import { anybody } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { type Operation, operationOf } from '../api/operation.ts';
import { file } from '../api/reply.ts';
import { docsPage, docsStyle } from '../openApi/docsPage.ts';
import { type ApiInfo, openApiDocument } from '../openApi/openApiDocument.ts';

const tag = 'This document';

/**
 * Call it before the routes that it is to describe are added; a route under /api that is not described then throws.
 * @returns the operations, as they are added.
 */
export function openApiRoutes(server: FastifyInstance, info: ApiInfo): readonly Operation[] {
  const operations: Operation[] = [];
  server.addHook('onRoute', (route) => {
    // Fastify adds a HEAD for each GET.
    if (route.url.startsWith('/api/') && route.method !== 'HEAD') {
      operations.push(operationOf(route));
    }
  });

  // Made late: 3 MB less are held until somebody asks.
  const document = once(() => JSON.stringify(openApiDocument(operations, info)));
  const page = once(() => docsPage(operations));

  addRoute(server, {
    method: 'GET',
    path: '/api/openapi.json',
    tag,
    summary: 'This API as an OpenAPI 3.1 document.',
    access: anybody,
    reply: file('application/json; charset=utf-8', 'The document, as JSON.'),
    handler: document,
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/docs',
    tag,
    summary: 'This API as a page to read.',
    access: anybody,
    reply: file('text/html; charset=utf-8', 'The page, as HTML.'),
    handler: page,
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/docs.css',
    tag,
    summary: 'What that page looks like.',
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
