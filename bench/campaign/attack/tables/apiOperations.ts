// The operations of the target's HTTP API, from its OpenAPI document.
import { Api } from '@distansmote/testkit/server/api.ts';
import type { Target } from '../target.ts';

export interface ApiOperation {
  /** `GET /api/spaces/:id`. */
  key: string;
  method: string;
  path: string;
  /** Status by title of each problem that it declares. */
  refusals: Record<string, number>;
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
}
interface Response {
  content?: {
    'application/problem+json'?: { schema: { properties: { title: { enum: string[] } } } };
  };
}

export async function apiOperations(target: Target): Promise<ApiOperation[]> {
  const { body } = await new Api(target).ask<Document>('GET', '/api/openapi.json');
  return Object.entries(body.paths).flatMap(([templated, methods]) =>
    Object.entries(methods).map(([verb, { responses }]) => {
      const method = verb.toUpperCase();
      const path = templated.replaceAll(/\{(\w+)\}/g, ':$1');
      return { key: `${method} ${path}`, method, path, refusals: refusalsOf(responses) };
    }),
  );
}

const refusalsOf = (responses: Record<string, Response>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(responses).flatMap(([status, { content }]) => {
      const titles = content?.['application/problem+json']?.schema.properties.title.enum ?? [];
      return titles.map((title) => [title, Number(status)] as const);
    }),
  );
