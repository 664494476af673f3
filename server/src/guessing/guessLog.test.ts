// The guess log has counts, once per window, and nobody's address or number.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog, type Log } from '../platform/log.ts';
import { createGuessLog } from './guessLog.ts';

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

const LIMITS = { webTotal: 6, phonesTotal: 4, windowSeconds: 600 };

test('a quiet service says how many were wrong, and nothing when none were', () => {
  const counts = createGuessLog(log, LIMITS);
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
        delayed: 0,
        uncheckedPerClient: 0,
        uncheckedWeb: 0,
        uncheckedPhones: 0,
        uncheckedRooms: 0,
      },
      message: 'wrong call IDs in the last 10 minutes',
    },
  ]);
  vi.advanceTimersByTime(6_000_000);
  expect(lines).toHaveLength(1);
});

test('an attack is told when it begins, and counted at the end of each interval', () => {
  const counts = createGuessLog(log, LIMITS);
  for (let interval = 0; interval < 2; interval += 1) {
    lines = [];
    for (let time = 0; time < 5; time += 1) counts.wrong();
    for (let time = 0; time < 100; time += 1) counts.delayed();
    for (let time = 0; time < 100; time += 1) counts.unchecked('perClient');
    for (let time = 0; time < 5; time += 1) counts.wrong();
    for (let time = 0; time < 1000; time += 1) counts.unchecked('webTotal');
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'many wrong call IDs: half the budget is used'],
      ['warn', 'too many wrong call IDs from one client: it must knock for now'],
      ['warn', 'too many wrong call IDs on the web: clients with only the number must knock'],
    ]);
    vi.advanceTimersByTime(600_000);
    expect(lines[3]).toMatchObject({
      level: 'warn',
      counts: { wrong: 10, delayed: 100, uncheckedPerClient: 100, uncheckedWeb: 1000 },
    });
    expect(lines).toHaveLength(4);
  }
});
