// The fingerprint changes with every change that matters to a build, and with no other.
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let root;
const taken = () => fingerprint(root, ['client', 'lock.json', 'not-there'], ['client/dist']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(root, 'client/src'), { recursive: true });
  mkdirSync(join(root, 'client/dist'));
  writeFileSync(join(root, 'client/src/a.ts'), 'a');
  writeFileSync(join(root, 'client/src/b.ts'), 'b');
  writeFileSync(join(root, 'lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['a file is edited', () => writeFileSync(join(root, 'client/src/a.ts'), 'A')],
  ['a file is added', () => writeFileSync(join(root, 'client/src/c.ts'), '')],
  ['a file is removed', () => rmSync(join(root, 'client/src/b.ts'))],
  [
    'a file is renamed',
    () => renameSync(join(root, 'client/src/b.ts'), join(root, 'client/src/c.ts')),
  ],
  ['a single file is edited', () => writeFileSync(join(root, 'lock.json'), '{ }')],
])('it changes when %s', (_, change) => {
  const before = taken();
  change();
  expect(taken()).not.toBe(before);
});

test.each([
  ['a left-out folder changes', () => writeFileSync(join(root, 'client/dist/x.js'), 'x')],
  ['a file is only touched', () => utimesSync(join(root, 'lock.json'), new Date(0), new Date(0))],
])('it stays when %s', (_, change) => {
  const before = taken();
  change();
  expect(taken()).toBe(before);
});
