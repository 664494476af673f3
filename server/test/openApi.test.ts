// The description of the HTTP API is complete and true: every route, body, response and refusal.
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ApiTokenWithSecret, AccountWithPassword } from '@distansmote/shared/accountsApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import Fastify from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiRoutes } from '../src/http/routes/openApiRoutes.ts';
import { type Answered, Api } from '@distansmote/testkit/server/api.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';

// A type, since an interface is not assignable to a record.
type Document = {
  openapi: string;
  paths: Record<string, Record<string, { requestBody?: unknown; responses: object }>>;
};

const { server } = await sharedServer();
const { operations } = server;
let admin: Api;
let document: Document;
beforeAll(async () => {
  admin = await server.signInAdmin();
  document = (await new Api(server).ask<Document>('GET', '/api/openapi.json')).body;
});

const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test('the document has every route under /api, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  expect(described.length).toBeGreaterThan(30);
  expect(described.sort()).toEqual(operations.map(keyOf).sort());
});

test('a route under /api cannot be added without a description', () => {
  const bare = Fastify();
  openApiRoutes(bare, { publicUrl: 'http://localhost', version: '0' });
  expect(() => bare.get('/api/bare', () => 'reply')).toThrow('GET /api/bare is not described');
});

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(document.openapi).toBe('3.1.0');
});

test('the schemas are those that parse the bodies', () => {
  const body = document.paths['/api/spaces']?.['post']?.requestBody;
  expect(body).toMatchObject({
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: { name: { type: 'string', minLength: 1, maxLength: 100 } },
        },
      },
    },
  });
});

/** Status, content type and all keys of a response match the description. */
function expectAsDescribed(key: string, { status, headers, body }: Answered<unknown>): void {
  const reply = operations.find((one) => keyOf(one) === key)?.reply;
  expect(status, key).toBe(reply?.status);
  expect(headers.get('content-type')?.replace(/;.*/, ''), key).toBe(reply?.mediaType);
  if (reply?.schema === undefined) return;
  const seen = Array.isArray(body) ? (body as unknown[])[0] : body;
  const schema = reply.schema instanceof z.ZodArray ? reply.schema.element : reply.schema;
  if (!(schema instanceof z.ZodObject)) throw new Error(`${key} is no object`);
  expect(() => schema.strict().parse(seen), key).not.toThrow();
}

test('responses match the description', async () => {
  const seen = async <Body>(key: string, body?: unknown, id = '') => {
    const [method = '', path = ''] = key.split(' ');
    const answer = await admin.ask<Body>(method, path.replace(/:\w+/, id), body);
    expectAsDescribed(key, answer);
    return answer.body;
  };
  const space = await seen<SpaceDescription>('POST /api/spaces', { name: 'Möte' });
  await seen('GET /api/spaces');
  await seen('GET /api/spaces/defaults');
  await seen('POST /api/spaces/search', {});
  await seen('POST /api/spaces/deletions', { ids: ['4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11'] });
  const settings = { lobby: 'none', admitsPhones: true, admitsRooms: true, deleteAfterDays: 30 };
  await seen('PUT /api/spaces/templates', { name: 'Mall', ...settings });
  await seen('GET /api/spaces/templates');
  await seen('GET /api/spaces/:id', undefined, space.id);
  await seen('GET /api/meetings/:callId', undefined, space.callId);
  await seen('PATCH /api/spaces/:id', { lobby: 'everybody' }, space.id);
  await seen('GET /api/spaces/:id/invitation', undefined, space.id);
  await seen('POST /api/spaces/:id/new-link', undefined, space.id);
  await seen('POST /api/spaces/:id/end-meeting', undefined, space.id);
  await seen('GET /api/spaces/:id/qr.svg', undefined, space.id);
  await seen('DELETE /api/spaces/:id', undefined, space.id);
  await seen('GET /api/session/ways');
  await seen('GET /api/session');
  const made = await seen<AccountWithPassword>('POST /api/accounts', { username: 'anna' });
  const { id } = made.account;
  await seen('GET /api/accounts');
  await seen('GET /api/accounts/:id', undefined, id);
  await seen('POST /api/accounts/:id/close', undefined, id);
  await seen('POST /api/accounts/:id/reopen', undefined, id);
  await seen('PUT /api/accounts/:id/role', { role: 'staff' }, id);
  await seen('POST /api/accounts/:id/password', undefined, id);
  const token = await seen<ApiTokenWithSecret>('POST /api/api-tokens', { name: 'Cosmic' });
  await seen('GET /api/api-tokens');
  await seen('DELETE /api/api-tokens/:id', undefined, token.id);
  await seen('GET /api/nodes');
  await seen('GET /api/audit');
  await seen('POST /api/audit/search', { text: 'anna' });
  await seen('GET /api/audit.csv');
  await seen('POST /api/audit/search.csv', { text: 'anna' });
});

test.each(operations.map((operation) => [keyOf(operation), operation] as const))(
  '%s refuses strangers and bad bodies with the titles that it declares',
  async (_, operation) => {
    const path = operation.path.replace(/:\w+/, 'x');
    const stranger = new Api(server);
    const answers = [await stranger.ask(operation.method, path)];
    if (operation.body !== undefined) {
      answers.push(await admin.ask(operation.method, path, { nothing: 'of the kind' }));
    }
    if (operation.path.includes(':')) {
      const unknown = operation.path.replace(':callId', UNKNOWN_CALL_ID).replace(':id', 'x');
      const bodies = { role: { role: 'staff' }, name: { displayName: 'X' } };
      const body = Object.entries(bodies).find(([last]) => operation.path.endsWith(`/${last}`));
      const answer = await admin.ask(operation.method, unknown, body?.[1]);
      expect(answer.status).toBe(404);
      answers.push(answer);
    }
    for (const { status, body } of answers) {
      if (status < 400) continue;
      const { title } = body as { title: string };
      expect(operation.refusals).toHaveProperty(title, status);
    }
  },
);

test('the page has no script, and loads nothing from other origins', async () => {
  const { status, headers, body } = await new Api(server).ask<string>('GET', '/api/docs');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('content-security-policy')).toContain("style-src 'self'");
  for (const { path, summary } of operations) {
    expect(body).toContain(`<code>${path}</code>`);
    expect(body).toContain(summary);
  }
  expect(body).toContain('<code>lastAdministrator</code>');
  expect(body).not.toMatch(/<script|style=|https?:\/\//);
  const style = await new Api(server).ask('GET', '/api/docs.css');
  expect(style.headers.get('content-type')).toContain('text/css');
});
