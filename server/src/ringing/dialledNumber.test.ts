// Numbers as people write them become E.164; whatever else is in the field is refused by name, and never left out.
import { describe, expect, test } from 'vitest';
import { readDialledNumber } from './dialledNumber.ts';

const plain = (number: string) => ({ number, digits: undefined });

test.each([
  ['070-123 45 67', '+46701234567'],
  ['0701234567', '+46701234567'],
  [' 070 123 45 67 ', '+46701234567'],
  ['+46 70 123 45 67', '+46701234567'],
  ['+46 (0)70-123 45 67', '+46701234567'],
  ['+46(0)8-123 456 78', '+46812345678'],
  ['0046 70 123 45 67', '+46701234567'],
  ['00 46 70 123 45 67', '+46701234567'],
  ['(0480) 44 55 11', '+46480445511'],
  ['0480/44 55 11', '+46480445511'],
  ['0480.44.55.11', '+46480445511'],
  ['010–102 22 88', '+46101022288'],
  ['070\u00a0123\u202f45\u200967', '+46701234567'],
  ['\u202a+46 70 123 45 67\u202c', '+46701234567'],
  ['٠٧٠١٢٣٤٥٦٧', '+46701234567'],
  ['０７０１２３４５６７', '+46701234567'],
  ['۰۷۰-۱۲۳ ۴۵ ۶۷', '+46701234567'],
  ['+358 40 123 4567', '+358401234567'],
  ['00358401234567', '+358401234567'],
  ['08-123 456', '+468123456'],
])('%j is %s', (typed, number) => {
  expect(readDialledNumber(typed)).toEqual(plain(number));
});

test.each([
  ['0101022288,,123456#', '+46101022288', ',,123456#'],
  ['010-102 22 88, 123 456 #', '+46101022288', ',123456#'],
  ['0101022288،۱۲۳#', '+46101022288', ',123#'],
  ['+46 10 102 22 88,*1', '+46101022288', ',*1'],
])('%j is %s, and then keys %s', (typed, number, digits) => {
  expect(readDialledNumber(typed)).toEqual({ number, digits });
});

describe('refused by name', () => {
  test.each([
    ['112', 'numberEmergency'],
    ['1 1 2', 'numberEmergency'],
    ['١١٢', 'numberEmergency'],
    ['0112', 'numberEmergency'],
    ['+46112', 'numberEmergency'],
    ['+46 (0)112', 'numberEmergency'],
    ['0046112', 'numberEmergency'],
    ['112,,1', 'numberEmergency'],
    ['1177', 'numberShort'],
    ['118118', 'numberShort'],
    ['118 118', 'numberShort'],
    ['+46118118', 'numberShort'],
    ['0118118', 'numberShort'],
    ['116117', 'numberShort'],
    ['+46116117', 'numberShort'],
    ['11414', 'numberShort'],
    ['90000', 'numberShort'],
    ['4711', 'numberShort'],
    ['', 'numberUnclear'],
    ['   ', 'numberUnclear'],
    ['Anna', 'numberUnclear'],
    ['+460701234567', 'numberUnclear'],
    ['+46 0939 123 45', 'numberUnclear'],
    ['00460939123456', 'numberUnclear'],
    ['+46 (0)(0)939 123', 'numberUnclear'],
    ['+46 (0) 0939 123', 'numberUnclear'],
    ['004600939123', 'numberUnclear'],
    ['000701234567', 'numberUnclear'],
    ['+00701234567', 'numberUnclear'],
    ['++46701234567', 'numberUnclear'],
    ['0+46701234567', 'numberUnclear'],
    ['46701234567', 'numberUnclear'],
    ['701234567', 'numberUnclear'],
    ['+49 (0)30 123456', 'numberUnclear'],
    ['tel:+46701234567', 'numberUnclear'],
    ['+46701234567;phone-context=+46', 'numberUnclear'],
    ['+46701234567;ext=1', 'numberUnclear'],
    ['+46701234567?Route=%3Csip:evil%3E', 'numberUnclear'],
    ['+46701234567@evil.example', 'numberUnclear'],
    ['%2B46701234567', 'numberUnclear'],
    ['070 123 45 67 ankn 12', 'numberUnclear'],
    ['070123456O', 'numberUnclear'],
    ['𝟎𝟕𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕', 'numberUnclear'],
    ['⁰⁷⁰¹²³⁴⁵⁶⁷', 'numberUnclear'],
    ['०७०१२३४५६७', 'numberUnclear'],
    ['070123\u00004567', 'numberUnclear'],
    ['0701234567\u0000', 'numberUnclear'],
    ['070\u200d1234567', 'numberUnclear'],
    ['0701234567\r\nRoute: <sip:evil>', 'numberUnclear'],
    ['*21*0701234567#', 'numberUnclear'],
    ['#31#0701234567', 'numberUnclear'],
    ['0701234567#', 'numberUnclear'],
    ['0701234567,12a', 'numberUnclear'],
    ['0701234567,p1', 'numberUnclear'],
    ['0701234567;1', 'numberUnclear'],
    [`0701234567,${'1'.repeat(41)}`, 'numberUnclear'],
    ['+4670123456789', 'numberUnclear'],
    ['+467190123456789', 'numberUnclear'],
    ['+1234567890123456', 'numberUnclear'],
    ['+123456', 'numberUnclear'],
    ['1'.repeat(100_000), 'numberUnclear'],
    [`+${'('.repeat(50_000)}`, 'numberUnclear'],
  ])('%#: %j', (typed, refusal) => {
    expect(readDialledNumber(typed)).toBe(refusal);
  });
});
