// A room is rung by user and host alone, at a host of the setting's; nothing that could lead elsewhere passes.
import { expect, test } from 'vitest';
import { readRoomAddress } from './roomAddress.ts';

const DOMAINS = ['video.example.org', 'rum.region.se'];

test.each([
  ['sip:rum1@video.example.org', 'sip:rum1@video.example.org'],
  ['rum1@video.example.org', 'sip:rum1@video.example.org'],
  [' SIP:Rum.1@Video.Example.ORG ', 'sip:Rum.1@video.example.org'],
  ['testmote1-787544182@rum.region.se', 'sip:testmote1-787544182@rum.region.se'],
  ['471199@rum.region.se', 'sip:471199@rum.region.se'],
])('%j is %s', (typed, uri) => {
  expect(readRoomAddress(typed, DOMAINS)).toEqual({ uri });
});

test.each([
  ['rum1@evil.example', 'addressNotAllowed'],
  ['rum1@video.example.org.evil.example', 'addressNotAllowed'],
  ['rum1@xvideo.example.org', 'addressNotAllowed'],
  ['rum1@127.0.0.1', 'addressNotAllowed'],
  ['112@video.example.org', 'addressNotAllowed'],
  ['0900123456@video.example.org', 'addressNotAllowed'],
  ['46900123456@video.example.org', 'addressNotAllowed'],
  ['118118@video.example.org', 'addressNotAllowed'],
  ['1-1-2@video.example.org', 'addressNotAllowed'],
  ['+46900123456@video.example.org', 'addressUnclear'],
  ['rum1@video.example.org.', 'addressUnclear'],
  ['rum1@video.example.org:5061', 'addressUnclear'],
  ['rum1:secret@video.example.org', 'addressUnclear'],
  ['rum1@video.example.org;maddr=10.0.0.1', 'addressUnclear'],
  ['rum1;user=phone@video.example.org', 'addressUnclear'],
  ['rum1@video.example.org?Route=%3Csip:evil%3E', 'addressUnclear'],
  ['<sip:rum1@video.example.org>', 'addressUnclear'],
  ['"x" <sip:rum1@video.example.org>', 'addressUnclear'],
  ['sips:rum1@video.example.org', 'addressUnclear'],
  ['tel:+46701234567@video.example.org', 'addressUnclear'],
  ['http://rum1@video.example.org', 'addressUnclear'],
  ['rum1@evil.example@video.example.org', 'addressUnclear'],
  ['rum1@[::1]', 'addressUnclear'],
  ['rum%31@video.example.org', 'addressUnclear'],
  ['rum1@video.example.org\r\nVia: x', 'addressUnclear'],
  ['rum1\u0000@video.example.org', 'addressUnclear'],
  ['rüm@video.example.org', 'addressUnclear'],
  ['rum1@vide\u043e.example.org', 'addressUnclear'],
  ['@video.example.org', 'addressUnclear'],
  ['rum1@', 'addressUnclear'],
  ['rum1', 'addressUnclear'],
  [`${'a'.repeat(65)}@video.example.org`, 'addressUnclear'],
  [`a@${'a'.repeat(100_000)}`, 'addressUnclear'],
])('%#: %j is refused', (typed, refusal) => {
  expect(readRoomAddress(typed, DOMAINS)).toBe(refusal);
});

test('without the setting no room is rung', () => {
  expect(readRoomAddress('rum1@video.example.org', [])).toBe('addressNotAllowed');
});
