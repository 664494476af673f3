// The filters of the audit log, as the API takes them.
import { expect, test } from 'vitest';
import { ALL, queryOf } from './auditSearch.ts';

test('an empty form has no parameters', () => {
  expect(queryOf({ ...ALL, search: '  ' }).toString()).toBe('');
});

test('days are whole days in Sweden, also when the clocks change', () => {
  const search = { search: ' Åsa ', kind: 'signIn', from: '2026-10-25', to: '2026-10-25' } as const;
  expect(Object.fromEntries(queryOf(search))).toEqual({
    search: 'Åsa',
    kind: 'signIn',
    from: '2026-10-24T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
});
