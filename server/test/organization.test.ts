// The page with an organisation's name, logo and colour: in every coding, and within the Content-Security-Policy.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"></svg>';
const folder = mkdtempSync(join(tmpdir(), 'distansmote-logo-'));
let server: TestServer;

beforeAll(async () => {
  const logo = join(folder, 'logo.svg');
  writeFileSync(logo, SVG);
  server = await startTestServer({
    ORGANIZATION_NAME: '"><script>alert(1)</script>$&',
    ORGANIZATION_LOGO: logo,
    ORGANIZATION_COLOR: '#8a1538',
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** As it came, without decoding. */
function bytesOf(path: string, coding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      server.url + path,
      { headers: { 'accept-encoding': coding } },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('end', () => resolve(Buffer.concat(parts)));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

test('the page is the same in every coding, and has the name as text', async () => {
  const plain = (await bytesOf('/meeting/787544182', 'identity')).toString();
  expect(brotliDecompressSync(await bytesOf('/meeting/787544182', 'br')).toString()).toBe(plain);
  expect(gunzipSync(await bytesOf('/meeting/787544182', 'gzip')).toString()).toBe(plain);
  expect(plain).not.toContain('<script>alert');
  expect(plain).toContain('&lt;script>alert(1)&lt;/script>$&amp;');
});

test('its one style element is allowed by its hash, and nothing else', async () => {
  const answer = await fetch(server.url);
  const [, style = ''] = /<style>(.*?)<\/style>/.exec(await answer.text()) ?? [];
  expect(style).toContain('--pine:#8a1538');
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain(`style-src 'self' 'sha256-${hash}'`);
  expect(policy).not.toContain('unsafe');
});

test('the logo is one that runs nothing, also opened by itself', async () => {
  const [, path = ''] =
    /(\/assets\/logo-[\w-]+\.svg)/.exec(await (await fetch(server.url)).text()) ?? [];
  const answer = await fetch(server.url + path);
  expect(await answer.text()).toBe(SVG);
  expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
});
