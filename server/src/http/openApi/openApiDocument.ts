// The HTTP API as an OpenAPI 3.1 document, generated from its routes.
import { problem } from '@distansmote/shared/httpApi.ts';
import { z } from 'zod';
import { type Operation, TAGS } from '../api/operation.ts';

type Json = Record<string, unknown>;

/** The JSON Schema of what is sent, before zod transforms it (trims, brands). */
export function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
}

/** Since OpenAPI 3.1, roles may be listed for an HTTP scheme: here, the token's scope. */
function securityOf({ audience, scope }: Operation): Json[] {
  if (audience === 'anybody') return [];
  return [{ session: [] }, ...(scope === undefined ? [] : [{ token: [scope] }])];
}

/** `/api/spaces/:id` → `/api/spaces/{id}`. */
const templated = (path: string) => path.replace(/:(\w+)/g, '{$1}');

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: unknown;
}

export function parametersOf({ path, query, headers = {} }: Operation): Parameter[] {
  const { properties = {}, required = [] } =
    query === undefined ? {} : z.toJSONSchema(query, { io: 'input' });
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query' as const,
      required: required.includes(name),
      schema,
    })),
    ...Object.entries(headers).map(([name, description]) => ({
      name,
      in: 'header' as const,
      required: false,
      description,
      schema: { type: 'string' },
    })),
  ];
}

function responsesOf({ reply, refusals }: Operation): Json {
  const { status, description, mediaType, schema } = reply;
  const responses: Json = {
    [status]: {
      description,
      ...(mediaType !== undefined && {
        content: { [mediaType]: schema === undefined ? {} : { schema: jsonSchemaOf(schema) } },
      }),
    },
  };
  const titles = Object.groupBy(Object.keys(refusals), (title) => String(refusals[title]));
  for (const [refused, all = []] of Object.entries(titles)) {
    responses[refused] = {
      description: `Refused; \`title\` is ${all.join(' or ')}.`,
      content: {
        'application/problem+json': {
          schema: {
            $ref: '#/components/schemas/Problem',
            properties: { title: { enum: all } },
          },
        },
      },
    };
  }
  return responses;
}

const describe = (operation: Operation): Json => ({
  tags: [operation.tag],
  summary: operation.summary,
  ...(operation.isDeprecated && { deprecated: true }),
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

export interface ApiInfo {
  /** Where the service is reached. */
  publicUrl: string;
  version: string;
}

export function openApiDocument(
  operations: readonly Operation[],
  { publicUrl, version }: ApiInfo,
): Json {
  const paths: Record<string, Json> = {};
  for (const tag of TAGS) {
    for (const operation of operations.filter((one) => one.tag === tag)) {
      const path = (paths[templated(operation.path)] ??= {});
      path[operation.method.toLowerCase()] = describe(operation);
    }
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
          description: 'Each scope includes those before it: read, invite, manage.',
        },
      },
    },
  };
}
