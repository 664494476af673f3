// By default Swedish numbers may be rung that cost no more than a call; an operator's own prefixes decide instead, the longest first.
import { expect, test } from 'vitest';
import { ALLOWED_PREFIX, DEFAULT_ALLOWED, isAllowedNumber } from './allowedNumbers.ts';

test.each([
  '+46701234567',
  '+46721234567',
  '+46791234567',
  '+468123456',
  '+46480445511',
  '+4690123456',
  '+46911123456',
  '+46940123456',
  '+46101022288',
  '+46201234567',
  '+46771123456',
])('%s may be rung', (number) => {
  expect(isAllowedNumber(number, DEFAULT_ALLOWED)).toBe(true);
});

test.each([
  '+46900123456',
  '+46939123456',
  '+46944123456',
  '+46991234567',
  '+46999999999',
  '+46719123456',
  '+46718123456',
  '+46740123456',
  '+46751234567',
  '+46781234567',
  '+46378123456',
  '+46389123456',
  '+46252123456',
  '+4712345678',
  '+358401234567',
  '+881612345678',
  '+870773123456',
  '+882161234567',
  '+979123456789',
  '+2521234567',
  '+3464000000',
])('%s may not', (number) => {
  expect(isAllowedNumber(number, DEFAULT_ALLOWED)).toBe(false);
});

test('the longest prefix decides, whatever the order', () => {
  const prefixes = ['!+47820', '+47', '+46', '!+4670', '+46701'];
  for (const all of [prefixes, prefixes.toReversed()]) {
    expect(isAllowedNumber('+4722123456', all)).toBe(true);
    expect(isAllowedNumber('+4782012345', all)).toBe(false);
    expect(isAllowedNumber('+46701234567', all)).toBe(true);
    expect(isAllowedNumber('+46702234567', all)).toBe(false);
    expect(isAllowedNumber('+358401234567', all)).toBe(false);
  }
});

test('of the same prefix twice the refusal counts', () => {
  expect(isAllowedNumber('+46701234567', ['+46', '!+46'])).toBe(false);
  expect(isAllowedNumber('+46701234567', ['!+46', '+46'])).toBe(false);
});

test('a premium number of a country that is allowed as a whole is not', () => {
  expect(isAllowedNumber('+4722123456', ['+'])).toBe(true);
  expect(isAllowedNumber('+4782912345', ['+'])).toBe(false);
  expect(isAllowedNumber('+46900123456', ['+46'])).toBe(false);
});

test('nothing is allowed by an empty list', () => {
  expect(isAllowedNumber('+46701234567', [])).toBe(false);
});

test('an entry of the setting is a prefix, or one that is not allowed', () => {
  expect(DEFAULT_ALLOWED.every((entry) => ALLOWED_PREFIX.test(entry))).toBe(true);
  for (const wrong of ['46', '+46x', '!!+46', '+46*', '', '!', '+1234567890123456'])
    expect(ALLOWED_PREFIX.test(wrong)).toBe(false);
});
