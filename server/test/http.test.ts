// What the HTTP server offers to everybody: health, pages, security headers, and named refusals.
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const ASSETS = fileURLToPath(new URL('../../client/dist/assets', import.meta.url));
const { server } = await sharedServer();

test('it reports when it is ready', async () => {
  for (const path of ['/health', '/health/ready']) {
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready', mediaWorkers: 1 });
  }
  const live = await fetch(`${server.url}/health/live`);
  expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
});

test.each(['/', '/call-id', '/health', '/api/session', '/api/nothing', '/assets/none.js'])(
  '%s has the security headers',
  async (path) => {
    const { headers } = await fetch(server.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/[*]|https?:/);
    const permissions = headers.get('permissions-policy') ?? '';
    for (const device of ['camera', 'microphone', 'display-capture']) {
      expect(permissions).toContain(`${device}=(self)`);
    }
    expect(permissions).toContain('geolocation=()');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  },
);

test.each(['/', '/call-id', '/meeting/787544182', '/no/such/page', '/index.html', '/apiary'])(
  '%s is the page, which browsers must revalidate',
  async (path) => {
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('<!doctype html>');
  },
);

const scripts = () =>
  (existsSync(ASSETS) ? readdirSync(ASSETS) : [])
    .filter((name) => name.endsWith('.js.br'))
    .map((name) => `/assets/${name.slice(0, -3)}`);

test.runIf(scripts().length > 0)(
  'an asset is cached for ever, and sent in an encoding that the browser accepts',
  async () => {
    const [path = ''] = scripts();
    const plain = await get(path);
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [accepted, coding, decode] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
      ['deflate', undefined, (bytes: Buffer) => bytes],
      ['', undefined, (bytes: Buffer) => bytes],
    ] as const) {
      const { headers, bytes } = await get(path, { 'accept-encoding': accepted });
      expect(headers['content-encoding'], accepted).toBe(coding);
      expect(decode(bytes).equals(plain.bytes), accepted).toBe(true);
    }
  },
);

test('a browser that has the current page gets 304, and HEAD has no body', async () => {
  const first = await get('/call-id');
  const etag = String(first.headers.etag);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get('/', { 'if-none-match': known });
    expect([again.status, again.body], known).toEqual([304, '']);
    expect(again.headers).toMatchObject({ etag, 'cache-control': 'no-cache' });
  }
  expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  const head = await fetch(`${server.url}/call-id`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test.each([
  ['/%<img>', 400],
  [`/api/spaces/${'x'.repeat(201)}`, 414],
])('a malformed URL is refused by name, and not echoed (%#)', async (path, status) => {
  const { status: code, headers, body } = await get(path);
  expect(code).toBe(status);
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(JSON.parse(body)).toMatchObject({ status, title: 'invalid' });
  expect(body).not.toMatch(/img|xxx/);
});

test.each([
  ['GET', '/api/nothing'],
  ['POST', '/api/nothing'],
  ['GET', '/api/'],
  ['GET', '/assets/none.js'],
  ['POST', '/'],
  ['PUT', '/api/spaces'],
])('%s %s is refused by name', async (method, path) => {
  const answer = await fetch(server.url + path, { method });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({
    type: 'about:blank',
    status: 404,
    title: 'notFound',
  });
});

test.each(['/api/session', '/%61pi/session', '/api/nothing'])(
  'no response of the API to %s is cached',
  async (path) => {
    const { headers } = await fetch(server.url + path);
    expect(headers.get('cache-control')).toBe('no-store');
  },
);

test.each([
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
  '//etc/passwd',
  '/assets/..%5c..%5cpackage.json',
  '/%00',
  '/%ff',
])('%s reaches no file outside the client', async (path) => {
  // node:http sends the path as it is; fetch would normalize it.
  const { status, body } = await get(path);
  expect([200, 400, 403, 404]).toContain(status);
  expect(body).not.toContain('@distansmote/client');
  expect(body).not.toContain('root:');
  if (status === 200) expect(body).toContain('<!doctype html>');
});

async function get(path: string, headers: Record<string, string> = {}) {
  const asked = request({ host: '127.0.0.1', port: server.port, path, headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  return { status: answer.statusCode, headers: answer.headers, bytes, body: bytes.toString() };
}

test('with a self-signed certificate it sends HSTS for a year', async () => {
  const secure = await startTestServer({ TLS_SELF_SIGNED: '1' });
  try {
    const first = await healthOverTls(secure.port);
    expect(first.status).toBe(200);
    expect(first.hsts).toContain('max-age=31536000');
  } finally {
    await secure.stop();
  }
});

async function healthOverTls(port: number) {
  const asked = requestTls({
    host: '127.0.0.1',
    port,
    path: '/health',
    rejectUnauthorized: false,
  }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return { status: answer.statusCode, hsts: answer.headers['strict-transport-security'] };
}
