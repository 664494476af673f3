// What is in the folder of assets after one build and the next.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFormer } from './formerAssets.mjs';

let dist;
beforeEach(() => (dist = mkdtempSync(join(tmpdir(), 'distansmote-assets-'))));
afterEach(() => rmSync(dist, { recursive: true }));

/** As Vite does: empties the folder, and writes. */
function build(...names) {
  const keep = keepFormer(dist);
  rmSync(dist, { recursive: true });
  mkdirSync(join(dist, 'assets'), { recursive: true });
  for (const name of names) writeFileSync(join(dist, 'assets', name), `of ${name}`);
  keep();
  return readdirSync(join(dist, 'assets')).sort();
}

test('the build before stays, and the one before that does not', () => {
  expect(build('room-1.js', 'same.js')).toEqual(['room-1.js', 'same.js']);
  expect(build('room-2.js', 'same.js')).toEqual(['room-1.js', 'room-2.js', 'same.js']);
  expect(readFileSync(join(dist, 'assets', 'room-1.js'), 'utf8')).toBe('of room-1.js');
  expect(build('room-3.js', 'same.js')).toEqual(['room-2.js', 'room-3.js', 'same.js']);
});

test('a build without a change drops nothing', () => {
  build('room-1.js');
  build('room-2.js');
  expect(build('room-2.js')).toEqual(['room-1.js', 'room-2.js']);
  expect(build('room-3.js')).toEqual(['room-2.js', 'room-3.js']);
});

test('a change that is taken back leaves what it changed', () => {
  build('room-1.js');
  build('room-2.js');
  expect(build('room-1.js')).toEqual(['room-1.js', 'room-2.js']);
});
