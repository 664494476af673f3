// The filters of the audit log, as the API takes them.
import { expect, test } from 'vitest';
import { ALL, searchOf } from './auditSearch.ts';

test('an empty form has no parameters', () => {
  expect(searchOf({ ...ALL, text: '  ' })).toEqual({});
});

test('days are whole days in Sweden, also when the clocks change', () => {
  const form = { text: ' Åsa ', kind: 'signIn', from: '2026-10-25', to: '2026-10-25' } as const;
  expect(searchOf(form)).toEqual({
    text: 'Åsa',
    kind: 'signIn',
    from: '2026-10-24T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
});
