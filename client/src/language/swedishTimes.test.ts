// Days and times in Swedish time, whatever the computer's own.
import { expect, test } from 'vitest';
import { byDay, clock, dayName } from './swedishTimes.ts';

const now = new Date('2026-11-29T22:30:00.000Z');

test.each([
  ['2026-11-29T13:05:12.000Z', 'i dag', 'today'],
  // Half past eleven in the evening in London, the next day in Sweden.
  ['2026-11-29T23:30:00.000Z', 'i morgon', 'tomorrow'],
  ['2026-11-28T10:00:00.000Z', 'i går', 'yesterday'],
  ['2026-11-24T10:00:00.000Z', 'tisdag 24 november', 'Tuesday 24 November'],
  ['2025-11-24T10:00:00.000Z', '24 november 2025', '24 November 2025'],
])('%s is %s', (time, swedish, english) => {
  expect(dayName(time, 'sv', now)).toBe(swedish);
  expect(dayName(time, 'en', now)).toBe(english);
});

test('clocks are Swedish, with points in Swedish', () => {
  expect(clock('2026-11-29T13:05:12.000Z', 'sv')).toBe('14.05');
  expect(clock('2026-07-29T13:05:12.000Z', 'sv', true)).toBe('15.05.12');
  expect(clock('2026-11-29T13:05:12.000Z', 'en', true)).toBe('14:05:12');
});

test('entries are grouped by Swedish day', () => {
  const times = ['2026-11-29T23:10:00Z', '2026-11-29T22:50:00Z', '2026-11-29T09:00:00Z'];
  expect(byDay(times, (time) => time).map(({ day, entries }) => [day, entries.length])).toEqual([
    ['2026-11-30', 1],
    ['2026-11-29', 2],
  ]);
});
