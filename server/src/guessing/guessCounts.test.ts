// What the log says of guessing: counts, once in an interval, and nobody's address or number.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog, type Log } from '../platform/log.ts';
import { createGuessCounts } from './guessCounts.ts';

let lines: { level: 'info' | 'warn'; counts: unknown; message: string }[];
let log: Log;
beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  log = createLog('silent');
  for (const level of ['info', 'warn'] as const) {
    log[level] = (counts: unknown, message?: unknown) =>
      void lines.push({ level, counts, message: String(message) });
  }
});
afterEach(() => {
  vi.useRealTimers();
});

const LIMITS = { ofWeb: 6, ofPhones: 4, windowSeconds: 600 };

test('a quiet service says how many were wrong, and nothing when none were', () => {
  const counts = createGuessCounts(log, LIMITS);
  counts.wrong();
  counts.wrong();
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(600_000);
  expect(lines).toEqual([
    {
      level: 'info',
      counts: {
        wrong: 2,
        wrongProofs: 0,
        heldBack: 0,
        notTriedOfOne: 0,
        notTriedOfWeb: 0,
        notTriedOfPhones: 0,
      },
      message: 'wrong call IDs of the last 10 minutes',
    },
  ]);
  vi.advanceTimersByTime(6_000_000);
  expect(lines).toHaveLength(1);
});

test('an attack is told when it begins, and counted at the end of each interval', () => {
  const counts = createGuessCounts(log, LIMITS);
  for (let interval = 0; interval < 2; interval += 1) {
    lines = [];
    for (let time = 0; time < 5; time += 1) counts.wrong();
    for (let time = 0; time < 100; time += 1) counts.heldBack();
    for (let time = 0; time < 100; time += 1) counts.notTried('ofOne');
    for (let time = 0; time < 5; time += 1) counts.wrong();
    for (let time = 0; time < 1000; time += 1) counts.notTried('ofWeb');
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'many wrong call IDs: half of the budget'],
      ['warn', 'too many wrong call IDs by one caller, who must knock for now'],
      [
        'warn',
        'too many wrong call IDs on the web: whoever has only the number must knock for now',
      ],
    ]);
    vi.advanceTimersByTime(600_000);
    expect(lines[3]).toMatchObject({
      level: 'warn',
      counts: { wrong: 10, heldBack: 100, notTriedOfOne: 100, notTriedOfWeb: 1000 },
    });
    expect(lines).toHaveLength(4);
  }
});
