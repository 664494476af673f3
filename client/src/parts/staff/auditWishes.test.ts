// The wishes for the audit log, as the API takes them.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ALL, queryOf } from './auditWishes.ts';

beforeAll(() => void vi.stubEnv('TZ', 'Europe/Stockholm'));
afterAll(() => void vi.unstubAllEnvs());

test('nothing wished is nothing asked', () => {
  expect(queryOf({ ...ALL, search: '  ' }).toString()).toBe('');
});

test('days are meant whole, by the clock of the reader, also when the clocks change', () => {
  expect(
    Object.fromEntries(queryOf({ search: ' Åsa ', from: '2026-10-25', to: '2026-10-25' })),
  ).toEqual({
    search: 'Åsa',
    from: '2026-10-24T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
});
