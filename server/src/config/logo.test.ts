// Which files are taken as a logo, and what is said of the others.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logoProblem, readLogo } from './logo.ts';

let path: string;
beforeAll(() => {
  path = join(mkdtempSync(join(tmpdir(), 'distansmote-logo-')), 'logo');
});
afterAll(() => rmSync(join(path, '..'), { recursive: true }));

/** The signature, then the beginning of the header chunk. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2">';

test.each([
  [`${SVG}<path d="M0 0h6v2z"/></svg>`, 'image/svg+xml'],
  [`\uFEFF<?xml version="1.0"?>\n<!-- by us -->\n${SVG}</svg>`, 'image/svg+xml'],
  [`${SVG}<style>.a{fill:red}</style><a class="a"/></svg>`, 'image/svg+xml'],
  [png(600, 200), 'image/png'],
])('%j is a logo', (bytes, contentType) => {
  writeFileSync(path, bytes);
  expect(logoProblem(path)).toBeUndefined();
  expect(readLogo(path)).toMatchObject({ contentType });
});

test.each([
  ['', 'neither SVG nor PNG'],
  ['<html><svg viewBox="0 0 1 1"/></html>', 'neither SVG nor PNG'],
  ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'no viewBox'],
  [`${SVG}<script>alert(1)</script></svg>`, '<script'],
  [`${SVG}<g onload="alert(1)"/></svg>`, 'onload='],
  [`${SVG}<a href="javascript:alert(1)"/></svg>`, 'javascript:'],
  [`${SVG}<foreignObject/></svg>`, '<foreignObject'],
  [`<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}</svg>`, 'neither SVG nor PNG'],
  [`${SVG}${' '.repeat(100_000)}</svg>`, 'bytes'],
  [png(2001, 10), '2001 × 10 pixels'],
  [png(0, 10), '0 × 10 pixels'],
  [png(600, 200).subarray(0, 20), 'cut off'],
])('%j is none', (bytes, problem) => {
  writeFileSync(path, bytes);
  expect(logoProblem(path)).toContain(problem);
});
