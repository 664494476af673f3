import { expect, it } from 'vitest';
import { callerNumber } from './callerNumber.ts';

const FROM = '"Anna" <sip:+46480450511@trunk.example;user=phone>;tag=x';

it.each([
  [[], FROM, undefined, '+46480450511'],
  [['<tel:+46701234567>'], FROM, undefined, '+46701234567'],
  [['"A" <sip:0701234567@x>, <tel:+4670>'], FROM, undefined, '+46701234567'],
  [['<sip:unknown@x>'], FROM, undefined, '+46480450511'],
  [['<tel:+46701234567>'], FROM, 'id', undefined],
  [[], FROM, 'none', '+46480450511'],
  [[], '<sip:004712345678@x>', undefined, '+4712345678'],
  [[], 'sip:%2B46480450511@x;tag=1', undefined, '+46480450511'],
  [[], '"tel:+46701234567" <sip:+46480450511@x>', undefined, '+46480450511'],
  [[], '<sip:0480-45.05(11)@x>', undefined, '+46480450511'],
  [[], '<sip:anonymous@anonymous.invalid>', undefined, undefined],
  [[], '"Anonymous" <sip:c8oqz84zk7z@privacy.org>', undefined, undefined],
  [[], `<sip:${'1'.repeat(40)}@x>`, undefined, undefined],
  [[], '<sip:1@x>', undefined, undefined],
  [[], '', undefined, undefined],
])('%j and %j with privacy %j is %j', (asserted, from, privacy, expected) => {
  expect(callerNumber(asserted, from, privacy)).toBe(expected);
});
