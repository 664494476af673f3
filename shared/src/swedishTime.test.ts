// Swedish time, in winter, in summer, and on the days when the clocks change.
import { expect, test } from 'vitest';
import { startOfSwedishDay, swedishDay, swedishIso } from './swedishTime.ts';

test.each([
  ['2026-11-29T10:50:12.345Z', '2026-11-29T11:50:12+01:00'],
  ['2026-07-01T22:30:00.000Z', '2026-07-02T00:30:00+02:00'],
  // The hour that comes twice: only the offset tells the two apart.
  ['2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00+02:00'],
  ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00+01:00'],
])('%s is %s', (time, swedish) => {
  expect(swedishIso(time)).toBe(swedish);
  expect(new Date(swedish).getTime()).toBe(Math.floor(Date.parse(time) / 1000) * 1000);
});

test('a day is the one in Sweden', () => {
  expect(swedishDay('2026-11-29T23:10:00.000Z')).toBe('2026-11-30');
});

test.each([
  ['2026-11-29', 0, '2026-11-28T23:00:00.000Z'],
  ['2026-07-01', 0, '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', 0, '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', 1, '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 0, '2026-10-24T22:00:00.000Z'],
  ['2026-10-25', 1, '2026-10-25T23:00:00.000Z'],
  ['2026-12-31', 1, '2026-12-31T23:00:00.000Z'],
])('%s and %i days begins at %s', (day, days, begins) => {
  expect(startOfSwedishDay(day, days)).toBe(begins);
});
