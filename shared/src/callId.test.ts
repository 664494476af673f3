// A call ID is parsed however people write it, and nothing else is taken for one.
import { expect, test } from 'vitest';
import { groupDigits, parseCallId } from './callId.ts';

test.each([
  ['787544182'],
  ['787 544 182'],
  ['787-544-182'],
  ['  787544182\n'],
  ['787\u00a0544\u00a0182'],
  ['787\u202f544\u202f182'],
  ['787–544–182'],
  ['787\u2011544\u2011182'],
  ['7 8 7 5 4 4 1 8 2'],
  ['７８７５４４１８２'],
  ['٧٨٧٥٤٤١٨٢'],
  ['٧٨٧ ٥٤٤ ١٨٢'],
  ['۷۸۷۵۴۴۱۸۲'],
  ['۷۸۷-544-١٨٢'],
  ['\u200f\u2066787 544 182\u2069'],
])('%j is read as a call ID', (text) => {
  expect(parseCallId(text)).toBe('787544182');
});

test.each([
  [''],
  ['78754418'],
  ['7875441820'],
  ['087544182'],
  ['78754418a'],
  ['abcdefghi'],
  ['787,544,182'],
  ['787.544.182'],
  ['+787544182'],
  ['٠٨٧٥٤٤١٨٢'],
  ['٧٨٧٥٤٤١٨'],
  ['७८७५४४१८२'],
  ['⑦⑧⑦⑤④④①⑧②'],
  ['787544182\u0000'],
  ['787544182 787544182'],
])('%j is no call ID', (text) => {
  expect(parseCallId(text)).toBeUndefined();
});

test.each([
  ['', ''],
  ['7', '7'],
  ['787', '787'],
  ['7875', '787 5'],
  ['787544', '787 544'],
  ['7875441', '787 544 1'],
  ['787544182', '787 544 182'],
  ['7875441829', '787 544 182 9'],
  ['787-544–182', '787 544 182'],
  ['787\u00a0544\u00a0182', '787 544 182'],
  ['Samtals-ID: 787 544 182', '787 544 182'],
  ['abc', ''],
])('%j is grouped as %j', (typed, grouped) => {
  expect(groupDigits(typed)).toBe(grouped);
});

test('a grouped call ID parses to the same call ID', () => {
  expect(parseCallId(groupDigits('787544182'))).toBe('787544182');
});
