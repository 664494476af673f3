// A phone number stays in one line.
import { expect, test } from 'vitest';
import { unbroken } from './unbroken.ts';

test('a number has no place at which a line may end', () => {
  expect(unbroken('0480-44 55 11')).toBe('0480-\u206044\u00a055\u00a011');
});
