// The HTTP API as an OpenAPI 3.1 document, made of the operations and the schemas that parse them.
import { problem } from '@distansmote/shared/httpApi.ts';
import { z } from 'zod';
import { type Operation, problemsOf, scopeOf } from './operation.ts';
import { operations } from './operations.ts';

type Json = Record<string, unknown>;

/** A JSON Schema of what is sent; what the server makes of it (trimmed, branded) is its own affair. */
export function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
}

/** A scheme of HTTP may have roles since OpenAPI 3.1: the scope that a token must have. */
function securityOf(operation: Operation): Json[] {
  const scope = scopeOf(operation);
  if (operation.askers === 'anybody') return [];
  return [{ session: [] }, ...(scope === undefined ? [] : [{ token: [scope] }])];
}

/** `/api/spaces/:id` → `/api/spaces/{id}`. */
const templated = (path: string) => path.replace(/:(\w+)/g, '{$1}');

/** Those in the path, those behind the `?`, and headers. */
export const parametersOf = ({ path, query = {}, headers = {} }: Operation): Json[] => [
  ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchemaOf(schema),
  })),
  ...Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  })),
];

function responsesOf(operation: Operation): Json {
  const { status, body, says } = operation.success;
  const responses: Json = {
    [status]: {
      description: says ?? (body === undefined ? 'Done.' : 'Granted.'),
      ...(body && { content: { 'application/json': { schema: jsonSchemaOf(body) } } }),
    },
  };
  const namesOf = new Map<number, string[]>();
  for (const [name, code] of Object.entries(problemsOf(operation))) {
    namesOf.set(code, [...(namesOf.get(code) ?? []), name]);
  }
  for (const [code, names] of namesOf) {
    responses[code] = {
      description: `Refused; \`title\` is ${names.join(' or ')}.`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

const describe = (operation: Operation): Json => ({
  tags: [operation.tag],
  summary: operation.summary,
  security: securityOf(operation),
  parameters: parametersOf(operation),
  ...(operation.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchemaOf(operation.body) } },
    },
  }),
  responses: responsesOf(operation),
});

/** @param publicUrl where the service is reached. */
export function openApiDocument(publicUrl: string, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = (paths[templated(operation.path)] ??= {});
    path[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Distansmöte', version },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problem) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https:') ? '__Host-session' : 'session',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Each scope has those before it: read, invite, manage.',
        },
      },
    },
  };
}
