// Days near now have their words; all are Swedish days.
import { expect, test } from 'vitest';
import { shortTime } from './shortTime.ts';

const now = new Date('2026-12-13T22:30:00Z');

test.each([
  ['2026-12-13T12:05:00Z', 'i dag 13.05', 'today 13:05'],
  // Half past midnight in Sweden.
  ['2026-12-13T23:30:00Z', 'i morgon 00.30', 'tomorrow 00:30'],
  ['2026-12-12T22:59:00Z', 'i går 23.59', 'yesterday 23:59'],
  ['2026-12-15T13:00:00Z', 'tisdag 15 december 14.00', 'Tuesday 15 December 14:00'],
  ['2026-07-01T12:00:00Z', 'onsdag 1 juli 14.00', 'Wednesday 1 July 14:00'],
  ['2027-01-15T08:00:00Z', '15 januari 2027 09.00', '15 January 2027 09:00'],
])('%s', (time, swedish, english) => {
  expect(shortTime(time, 'sv', now)).toBe(swedish);
  expect(shortTime(time, 'en', now).replace(',', '')).toBe(english);
});
