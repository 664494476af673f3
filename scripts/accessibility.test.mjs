// docs/accessibility.md has each clause that applies once, a test in each row that says yes, and the statement's list.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');

const rows = [
  ...read('docs/accessibility.md').matchAll(/^\| (\d[\d.–]*) [^|]*\| ([^|]*) \| (.*) \|$/gm),
].map(([, clause, state, how]) => ({ clause, state, how }));

/** EN 301 549 V3.2.1, table A.1, without what follows from hardware; those of WCAG 2.1 by chapter. */
const CLAUSES = [
  '5.2',
  '5.3',
  '5.4',
  '5.9',
  '6.1',
  '6.2.1.1',
  '6.2.1.2',
  '6.2.2.1',
  '6.2.2.2',
  '6.2.2.3',
  '6.2.2.4',
  '6.2.3',
  '6.2.4',
  '6.3',
  '6.4',
  '6.5.2',
  '6.5.3',
  '6.5.4',
  '6.5.5',
  '6.5.6',
  '6.6',
  '7.1.1',
  '7.1.2',
  '7.1.3',
  '7.1.4',
  '7.1.5',
  '7.2.1–7.2.3',
  '7.3',
  '9.1.1.1',
  ...[1, 2, 3, 4, 5].map((one) => `9.1.2.${one}`),
  ...[1, 2, 3, 4, 5].map((one) => `9.1.3.${one}`),
  ...[1, 2, 3, 4, 5, 10, 11, 12, 13].map((one) => `9.1.4.${one}`),
  ...[1, 2, 4].map((one) => `9.2.1.${one}`),
  '9.2.2.1',
  '9.2.2.2',
  '9.2.3.1',
  ...[1, 2, 3, 4, 5, 6, 7].map((one) => `9.2.4.${one}`),
  ...[1, 2, 3, 4].map((one) => `9.2.5.${one}`),
  '9.3.1.1',
  '9.3.1.2',
  ...[1, 2, 3, 4].map((one) => `9.3.2.${one}`),
  ...[1, 2, 3, 4].map((one) => `9.3.3.${one}`),
  '9.4.1.1',
  '9.4.1.2',
  '9.4.1.3',
  '9.6',
  '12.1.1',
  '12.1.2',
  '12.2.2',
  '12.2.3',
  '12.2.4',
];

test('each clause that applies has one row', () => {
  expect(rows.map(({ clause }) => clause)).toEqual(CLAUSES);
});

test('each row has a state that means something', () => {
  expect(rows.filter(({ state }) => !['yes', 'partly', 'no', '–'].includes(state))).toEqual([]);
});

test('what is met is proven by a test', () => {
  const isProven = ({ how }) =>
    /\]\([^)]*(\.(spec|test)\.(ts|mjs)|\/bench\/[^)]*)\)|\(by eye, \d{4}-\d\d-\d\d\)/.test(how);
  expect(rows.filter((row) => row.state === 'yes' && !isProven(row))).toEqual([]);
});

test('the statement lists what is not met, and nothing else', () => {
  const listed = [
    ...read('client/src/parts/statement/shortcomings.ts').matchAll(/'(\d[\d.]+)'/g),
  ].map(([, clause]) => clause);
  const missing = rows.filter(({ state }) => state === 'partly' || state === 'no');
  expect(listed.toSorted()).toEqual(missing.map(({ clause }) => clause).toSorted());
});
