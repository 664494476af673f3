import { expect, it } from 'vitest';
import { infoDigit } from './infoDigit.ts';

it.each([
  ['application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n', '5'],
  ['Application/DTMF-Relay; charset=utf-8', ' signal = * \r\n', '*'],
  ['application/dtmf-relay', 'Duration=100\nSignal=a', 'A'],
  ['application/dtmf-relay', 'Signal=11\r\n', '#'],
  ['application/dtmf', '#', '#'],
  ['application/dtmf', '12\r\n', 'A'],
  ['application/dtmf', '16', undefined],
  ['application/dtmf', '', undefined],
  ['application/dtmf-relay', 'Signal=\r\n', undefined],
  ['application/dtmf-relay', 'Signal=123\r\n', undefined],
  ['text/plain', '5', undefined],
])('%j with %j is %j', (type, body, digit) => {
  expect(infoDigit(type, body)).toBe(digit);
});
