import { expect, it } from 'vitest';
import { callerName } from './callerName.ts';

/** One character a byte, as it is read off the wire. */
const wire = (text: string) => Buffer.from(text).toString('latin1');

it.each([
  ['"Mötesrum 3" <sip:room3@x>;tag=1', 'Mötesrum 3'],
  ['Sal Vita <sip:a@x>;tag=1', 'Sal Vita'],
  ['"Rum \\"Vita\\" <\\\\>" <sip:a@x>', 'Rum "Vita" <\\>'],
  ['"  Anna \u0000\u202e  Berg\t " <sip:a@x>', 'Anna Berg'],
  [`"${'å'.repeat(300)}" <sip:a@x>`, 'å'.repeat(60)],
  ['"👩🏽‍⚕️ Bo" <sip:a@x>', '👩🏽‍⚕️ Bo'],
])('%s is %j', (from, name) => {
  expect(callerName(wire(from), undefined)).toBe(name);
});

it('takes ISO 8859-1 from devices that know nothing else', () => {
  expect(callerName('"M\u00f6tesrum" <sip:a@x>', undefined)).toBe('Mötesrum');
});

it.each([
  ['<sip:a@x>;tag=1'],
  ['sip:a@x'],
  ['"" <sip:a@x>'],
  ['"\u200b\u202e" <sip:a@x>'],
  ['"..." <sip:a@x>'],
  ['"Anonymous" <sip:anonymous@anonymous.invalid>'],
  [''],
  ['"unclosed'],
])('%s has no name', (from) => {
  expect(callerName(wire(from), undefined)).toBeUndefined();
});

it.each(['id', 'user;id', 'critical'])('is withheld by privacy %s', (privacy) => {
  expect(callerName('"Anna" <sip:a@x>', privacy)).toBeUndefined();
});
