import { isShowableName } from '@distansmote/shared/names.ts';
import { expect, test } from 'vitest';
import { maskedNumber } from './maskedNumber.ts';

test.each([
  ['+46480445511', '+46 480 ••• 511'],
  ['+46701234567', '+46 70 ••• 567'],
  ['0480445511', '+46 480 ••• 511'],
  ['+358401234567', '+358 40 ••• 567'],
  ['+15551234567', '+1 555 ••• 567'],
  ['+358912345678', '+358 9 ••• 678'],
  // Eight digits, and half of them are hidden.
  ['+4681234567', '+46 8 ••• 567'],
  // So short that with the area hardly anything would be hidden.
  ['+4722862400', '+47 ••• 400'],
  ['+4540612345', '+45 ••• 345'],
  ['+4532123456', '+45 ••• 456'],
  ['+3544104000', '+354 ••• 000'],
  ['+3581812345', '+358 ••• 345'],
  ['+35818123456', '+358 ••• 456'],
  ['+4648012345', '+46 ••• 345'],
  // A switchboard's own numbers, and what is no number at all.
  ['4511', '••• 511'],
  ['112', '••• 112'],
  ['+999999999999999', '••• 999'],
  [undefined, 'Telefon'],
])('%s is shown as %s', (number, shown) => {
  expect(maskedNumber(number)).toBe(shown);
  expect(isShowableName(shown)).toBe(true);
});
