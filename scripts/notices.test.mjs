// THIRD-PARTY-NOTICES.md names what the product contains now, and nothing of it has a licence that binds us.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedPackages } from './notices/shippedPackages.mjs';
import { NOTICES, thirdPartyNotices } from './notices/thirdPartyNotices.mjs';

// To add one here is a decision about the product.
const PERMISSIVE = [
  '(MIT OR Apache-2.0)',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
];

test('the notices are those of the packages that are installed (npm run notices)', () => {
  const written = readFileSync(NOTICES, 'utf8');
  const made = thirdPartyNotices();
  const rows = (text) => text.split('\n').filter((line) => line.startsWith('| '));
  expect(rows(written)).toEqual(rows(made));
  expect(written === made).toBe(true);
});

test('each package of client and server is among them, and none that only builds or tests', () => {
  const parts = new Map(shippedPackages().map(({ name, parts: its }) => [name, its]));
  expect(parts.get('preact')).toEqual(['client']);
  expect(parts.get('fastify')).toEqual(['server']);
  expect(parts.get('zod')).toEqual(['client', 'server']);
  // Two levels down, and in a node_modules of its own.
  expect(parts.get('engine.io-client')).toEqual(['client']);
  expect(parts.has('vite')).toBe(false);
  expect(parts.has('vitest')).toBe(false);
});

test('all licences are permissive', () => {
  const others = shippedPackages().filter(({ license }) => !PERMISSIVE.includes(license));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});
