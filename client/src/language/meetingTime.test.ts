// The meeting's time is Swedish, in summer and in winter, whatever the zone of the device.
import { expect, test, vi } from 'vitest';
import { dateTime } from './dateTime.ts';
import { clock } from './swedishTimes.ts';
import { clockTime, dayAndTime, isElsewhere } from './meetingTime.ts';

// The language of the page is set on it when the module is read.
vi.hoisted(() => Object.assign(globalThis, { document: { documentElement: { lang: '' } } }));

test.each([
  ['2026-12-01T13:05:00Z', 'tisdag 1 december 14.05', 'Tuesday 1 December 14:05'],
  ['2026-07-01T22:30:00Z', 'torsdag 2 juli 00.30', 'Thursday 2 July 00:30'],
])('%s', (time, swedish, english) => {
  expect(dayAndTime(time, 'sv')).toBe(swedish);
  expect(dayAndTime(time, 'en').replace(',', '')).toBe(english);
  expect(clockTime(time, 'sv')).toBe(swedish.slice(-5));
});

test.each([
  ['fi', 'torstai 1. tammikuuta 00.30'],
  ['ar', 'الخميس، 1 يناير 00:30'],
  ['so', 'Khamiis 1 Janaayo 00:30'],
  ['fa', 'پنجشنبه 1 ژانویه 00:30'],
  ['uk', 'четвер, 1 січня 00:30'],
  ['pl', 'czwartek, 1 stycznia 00:30'],
] as const)('in %s it is in our calendar, with our digits', (language, written) => {
  const newYear = '2031-12-31T23:30:00Z';
  expect(dayAndTime(newYear, language)).toBe(written);
  const withYear = dateTime(newYear, language);
  expect(withYear).toMatch(/2032.*\b0?0[.:]30/);
  expect(clock(newYear, language)).toMatch(/^0?0[.:]30$/);
  expect(withYear).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
});

test('it is said where clocks show another time', () => {
  const before = process.env['TZ'];
  try {
    process.env['TZ'] = 'Europe/Helsinki';
    expect(isElsewhere('2026-12-01T13:05:00Z')).toBe(true);
    process.env['TZ'] = 'Europe/Berlin';
    expect(isElsewhere('2026-12-01T13:05:00Z')).toBe(false);
  } finally {
    process.env['TZ'] = before;
  }
});
