import { expect, it } from 'vitest';
import { dialledAddress } from './dialledAddress.ts';

it.each([
  ['sip:vardplanering-787544182@join.example.org', 'vardplanering-787544182', 'join.example.org'],
  ['SIPS:787544182@Join.Example.ORG:5061;transport=tls', '787544182', 'join.example.org'],
  ['sip:v%C3%A5rd-787544182@10.0.0.5', 'vård-787544182', '10.0.0.5'],
  ['sip:787544182@[2001:DB8::1]:5060', '787544182', '2001:db8::1'],
  ['sip:787544182:secret@x?subject=a@b', '787544182', 'x'],
  ['sip:+46480123456;phone-context=example.org@x;user=phone', '+46480123456', 'x'],
  ['sip:a;b?c@x', 'a', 'x'],
  ['tel:+46480123456;ext=1', '+46480123456', ''],
  ['sip:join.example.org', '', 'join.example.org'],
  ['sip:join.example.org;maddr=10.0.0.1', '', 'join.example.org'],
  ['sip:@x', '', 'x'],
])('%s is %j at %j', (requestUri, user, host) => {
  expect(dialledAddress(requestUri)).toEqual({ user, host });
});

it.each([
  ['a control character', '787%00544182'],
  ['a line break', '787%0D%0A544182'],
  ['an override of the text direction', '787%E2%80%AE544182'],
  ['half a character', '787%C3'],
  ['an escape that is none', '787%zz'],
  ['more than anybody dials', '1'.repeat(129)],
])('a user with %s is left out', (_name, user) => {
  expect(dialledAddress(`sip:${user}@x`)).toEqual({ user: '', host: 'x' });
});

it.each([
  ['a space escaped', 'a%20b'],
  ['brackets that do not close', '[::1'],
  ['another character', 'exämple.org'],
  ['more than a name may have', 'a'.repeat(254)],
])('a host with %s is left out', (_name, host) => {
  expect(dialledAddress(`sip:787544182@${host}`)).toEqual({ user: '787544182', host: '' });
});
