// The filters of the audit log, as the API takes them.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ALL, queryOf } from './auditWishes.ts';

beforeAll(() => void vi.stubEnv('TZ', 'Europe/Stockholm'));
afterAll(() => void vi.unstubAllEnvs());

test('an empty form has no parameters', () => {
  expect(queryOf({ ...ALL, search: '  ' }).toString()).toBe('');
});

test('days are whole days in local time, also when the clocks change', () => {
  expect(
    Object.fromEntries(queryOf({ search: ' Åsa ', from: '2026-10-25', to: '2026-10-25' })),
  ).toEqual({
    search: 'Åsa',
    from: '2026-10-24T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
});
