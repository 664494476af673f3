// Which messages stand under the name of the one before.
import { expect, test } from 'vitest';
import { isContinued } from './isContinued.ts';

const first = { fromMe: false, fromName: 'Anna', sentAt: 0 };
const MINUTE_MS = 60_000;

test.each([
  ['the first', undefined, first, false],
  ['the same sender', first, { ...first, sentAt: MINUTE_MS }, true],
  ['the same sender, later', first, { ...first, sentAt: 5 * MINUTE_MS }, false],
  ['somebody else', first, { ...first, fromName: 'Bo' }, false],
  ['oneself, by the same name', first, { ...first, fromMe: true }, false],
])('%s', (_, before, message, continued) => {
  expect(isContinued(before, message)).toBe(continued);
});
