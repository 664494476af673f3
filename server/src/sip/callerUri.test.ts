import { expect, it } from 'vitest';
import { callerUri } from './callerUri.ts';

it.each([
  ['sip:rum3@vc.Example.ORG', 'rum3@vc.example.org'],
  ['"Rum 3" <sip:rum3@vc.example.org;transport=tls>;tag=1', 'rum3@vc.example.org'],
  ['<sips:V%C3%A5rd@[2001:DB8::1]:5061>', 'Vård@2001:db8::1'],
  ['"<sip:other@x>" <sip:rum3@vc.example.org>', 'rum3@vc.example.org'],
  ['<sip:anonymous@anonymous.invalid>', undefined],
  ['<sip:vc.example.org>', undefined],
  ['<tel:+46480123456>', undefined],
  [`<sip:${'a'.repeat(129)}@vc.example.org>`, undefined],
  [`<sip:a@${'b'.repeat(254)}>`, undefined],
  ['<sip:a%00@vc.example.org>', undefined],
  ['', undefined],
])('%j is %j', (from, uri) => {
  expect(callerUri([], from, undefined)).toBe(uri);
});

it('is what the trunk asserts rather than what the caller writes, and nothing when withheld', () => {
  const asserted = ['<tel:+46480123456>, <sip:rum4@trunk.example>'];
  expect(callerUri(asserted, '<sip:forged@x>', undefined)).toBe('rum4@trunk.example');
  expect(callerUri(asserted, '<sip:forged@x>', 'id')).toBeUndefined();
  expect(callerUri(['<tel:+46480123456>'], '<sip:rum3@x>', 'none')).toBe('rum3@x');
});
