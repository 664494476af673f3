// Log lines that the documents quote are those that the server writes.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const code = globSync('server/src/**/*.ts', { cwd: ROOT })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

/** Of messages that are put together: what stands before the first part that differs, and after the last. */
const composed = [...code.matchAll(/`([^`$]{8,})\$\{[^`]*\}([^`}]*)`/g)].map((match) =>
  match.slice(1),
);
const isWritten = (text) =>
  code.includes(text) ||
  composed.some(([start, end]) => text.startsWith(start) && text.endsWith(end));

/** The first column of tables of log lines, and the third of that of failures. */
const COLUMNS = { 'docs/operations.md': 1, 'docs/many-machines.md': 3 };

test.each(Object.entries(COLUMNS))('%s', (document, column) => {
  const rows = readFileSync(join(ROOT, document), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const quoted = rows
    .flatMap((row) => [...(row.split(' | ')[column - 1] ?? '').matchAll(/`([^`]+)`/g)])
    .map((match) => match[1] ?? '')
    // Metrics and settings are one word; an ellipsis stands for what differs.
    .filter((text) => text.includes(' ') && !text.includes('{'))
    .map((text) => text.split('…')[0] ?? '');
  expect(quoted.length).toBeGreaterThan(5);
  expect(quoted.filter((text) => !isWritten(text))).toEqual([]);
});
